package import Foundation

/// The jobs of a queue, the newest first.
package struct QueuePage: Sendable {
    /// How many jobs a page shows.
    package static let most = 50

    let frame = PageFrame.served(.queue)
    let title = "Queue"
    let address, nothing: String
    let waits, older: String?
    let states: [State]
    let jobs: [Job]
    let isEmpty: Bool

    struct State: Sendable { let word, link: String; let count: Int; let isChosen: Bool }

    /// - Parameters:
    ///   - jobs: those to show, and one more where there are more.
    ///   - before: the job that they are older than, where that was asked.
    ///   - state: the state that was asked for; `nil` for all.
    package init(
        _ jobs: [QueuedJob], _ census: QueueCensus, state: QueuedJob.State?, before: JobID?, at now: Date = Date()
    ) {
        let shown = jobs.prefix(Self.most)
        let link = { (state: QueuedJob.State?, before: JobID?) in
            let query = [state.map { "state=\($0.rawValue)" }, before.map { "before=\($0)" }].compactMap(\.self)
            return "/queue" + (query.isEmpty ? "" : "?\(query.joined(separator: "&"))")
        }
        address = link(state, before)
        older = jobs.count > shown.count ? link(state, shown.last?.id) : nil
        states =
            [State(word: "all", link: "/queue", count: census.counts.values.reduce(0, +), isChosen: state == nil)]
            + QueuedJob.State.allCases.map {
                State(word: $0.rawValue, link: link($0, nil), count: census[$0], isChosen: $0 == state)
            }
        waits = census.longestWait.map { "the longest wait is \(PageWords.length(Int(saturating: $0)))" }
        self.jobs = shown.map { Job($0, now) }
        isEmpty = shown.isEmpty
        nothing = state == nil ? "No job has been entered yet." : "No job is \(state!.rawValue)."
    }

    package var html: String { PageTemplates.render(self, "queue") }
}
