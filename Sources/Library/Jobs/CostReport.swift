package import Foundation

/// What the jobs of a library cost, each counted once, however many clips it made and wherever they are now.
///
/// A job's record says what it cost; where there is none, for a job that was submitted from elsewhere, the sidecar of its
/// clip does. A removed clip stays paid.
package struct CostReport: Sendable {
    /// What rows stand for.
    package enum Key: String, Sendable, CaseIterable {
        case day, month, model, group, verdict
    }

    /// Jobs that were charged.
    package struct Row: Sendable, Equatable {
        /// "2026-11-29", "kling-3.0", "fail"; `nil` where the jobs have no such thing.
        package let name: String?
        package fileprivate(set) var jobs = 0
        package fileprivate(set) var clips = 0
        package fileprivate(set) var credits = 0
        /// What of ``credits`` was for clips that failed their check.
        package fileprivate(set) var failedCredits = 0
    }

    /// Jobs whose charge nobody has told yet, and what they were quoted.
    package struct Open: Sendable, Equatable {
        package fileprivate(set) var jobs = 0
        package fileprivate(set) var credits = 0
    }

    fileprivate struct Job {
        var at: Date
        var model, group: String?
        var verdict: Sidecar.Verdict?
        var clips: Set<ClipID> = []
        var charged: Int?
        var quoted = 0
        var isAnswered = true
        var hasEnded = false
    }

    private var jobs: [String: Job] = [:]
    /// Records and sidecars that cannot be read, so that the sums may be too low.
    package private(set) var unreadable: [LibraryError] = []

    /// Reads all records and all sidecars, those of removed clips too.
    ///
    /// - Parameter progress: is told how many clips of the library were looked at, and how many there are.
    package init(of store: ClipStore, progress: (Int, Int) -> Void = { _, _ in }) throws(LibraryError) {
        let ledger = JobLedger(library: store.root)
        let (live, forgotten) = (try ledger.all(), try ledger.allForgotten())
        unreadable = live.unreadable + forgotten.unreadable
        for ticket in forgotten.tickets { take(ticket) }
        for ticket in live.tickets { take(ticket) }
        let (removed, lost) = try store.removedSidecars()
        for sidecar in removed { take(sidecar) }
        unreadable += lost
        let ids = try store.ids()
        for (number, id) in ids.enumerated() {
            do throws(LibraryError) { take(try store.sidecar(for: id)) } catch .notFound {
                // Removed meanwhile.
            } catch {
                unreadable.append(error)
            }
            progress(number + 1, ids.count)
        }
    }

    private mutating func take(_ ticket: JobTicket) {
        let cost = JobCost(ticket)
        let name = ticket.jobId.map { Self.name(ticket.provider, $0) } ?? "key \(ticket.key)"
        var job = Job(at: cost.sent.wall)
        if case .object(let body) = ticket.request, case .string(let model)? = body["model"] { job.model = model }
        (job.group, job.charged, job.quoted) = (ticket.group, ticket.chargedCredits, cost.quoted)
        (job.isAnswered, job.hasEnded) = (ticket.jobId != nil, ticket.ending != nil || !ticket.clips.isEmpty)
        jobs[name] = job
    }

    private mutating func take(_ sidecar: Sidecar) {
        guard let generation = sidecar.generation, let id = generation.jobId else { return }
        let name = Self.name(generation.provider, id)
        var job = jobs[name] ?? Job(at: sidecar.source.fetchedAt)
        let range = 0...JobTicket.mostCredits
        job.charged = job.charged ?? generation.credits.charged.flatMap { range.contains($0) ? $0 : nil }
        if job.quoted == 0 {
            job.quoted = generation.credits.expected.flatMap { range.contains($0) ? $0 : nil } ?? 0
        }
        job.model = job.model ?? generation.model
        job.group = sidecar.group ?? job.group
        job.hasEnded = true
        job.clips.insert(sidecar.id)
        // The worst of a job's clips.
        let order: [Sidecar.Verdict] = [.fail, .warn, .pass]
        job.verdict = order.first { $0 == job.verdict || $0 == sidecar.verdict }
        jobs[name] = job
    }

    private static func name(_ provider: String, _ job: String) -> String { "job \(provider)\u{0}\(job)" }

    /// The jobs that were sent in `range`, where there is one, in rows by `key`: days and months in their order, the
    /// rest with the dearest first.
    package func rows(by key: Key, from: Date? = nil, before: Date? = nil) -> [Row] {
        var rows: [String?: Row] = [:]
        for job in chosen(from, before) where job.charged != nil {
            let name = job.name(by: key)
            rows[name, default: Row(name: name)].add(job.charged ?? 0, job.clips.count, job.verdict == .fail)
        }
        let all = rows.values.sorted { ($0.name ?? "\u{10FFFF}") < ($1.name ?? "\u{10FFFF}") }
        return key == .day || key == .month ? all : all.sorted { $0.credits > $1.credits }
    }

    /// All of them in one row.
    package func total(from: Date? = nil, before: Date? = nil) -> Row {
        chosen(from, before).reduce(into: Row(name: nil)) { row, job in
            if let charged = job.charged { row.add(charged, job.clips.count, job.verdict == .fail) }
        }
    }

    /// Requests that were sent and never answered.
    package func unanswered(from: Date? = nil, before: Date? = nil) -> Open {
        open(from, before) { !$0.isAnswered }
    }

    /// Jobs that run, as far as is known.
    package func inFlight(from: Date? = nil, before: Date? = nil) -> Open {
        open(from, before) { $0.isAnswered && !$0.hasEnded }
    }

    /// Jobs that have ended, without a word on what they cost.
    package func untold(from: Date? = nil, before: Date? = nil) -> Open {
        open(from, before) { $0.isAnswered && $0.hasEnded }
    }

    private func open(_ from: Date?, _ before: Date?, _ isMeant: (Job) -> Bool) -> Open {
        chosen(from, before).reduce(into: Open()) { open, job in
            guard job.charged == nil, isMeant(job) else { return }
            open.jobs += 1
            open.credits += job.quoted
        }
    }

    private func chosen(_ from: Date?, _ before: Date?) -> [Job] {
        jobs.values.filter { job in from.map { job.at >= $0 } ?? true && before.map { job.at < $0 } ?? true }
    }
}

extension CostReport.Row {
    fileprivate mutating func add(_ credits: Int, _ clips: Int, _ hasFailed: Bool) {
        jobs += 1
        self.clips += clips
        self.credits += credits
        if hasFailed { failedCredits += credits }
    }
}

extension CostReport.Job {
    fileprivate func name(by key: CostReport.Key) -> String? {
        switch key {
        case .day: String(UTCText.of(at).prefix(10))
        case .month: String(UTCText.of(at).prefix(7))
        case .model: model
        case .group: group
        case .verdict: verdict?.rawValue
        }
    }
}
