internal import Foundation

extension QueuePage {
    /// A job as the page shows it.
    struct Job: Sendable {
        let id, style, state, input, about: String
        let progress: Progress?
        let error, log: String?
        let clips: [Clip]
        let hasClips, canRetry, canCancel: Bool

        struct Progress: Sendable { let percent: Int?; let words: String }
        struct Clip: Sendable { let link, name: String }

        init(_ job: QueuedJob, _ now: Date) {
            id = job.id.description
            state = job.isBeingCancelled && job.state == .running ? "being cancelled" : job.state.rawValue
            style =
                switch job.state {
                case .done: "pass"
                case .dead: "fail"
                case .running: "run"
                case .waiting, .cancelled: "none"
                }
            // A URL's query may be a key.
            input = job.order.kind == .url ? SourceURL(job.order.input)?.text ?? "a URL" : job.order.input
            about = Self.about(job, now)
            progress = job.state == .running ? Progress(job.progress) : nil
            error = job.state == .done ? nil : job.failure?.message
            log = job.state == .done ? nil : job.failure.flatMap { $0.log.isEmpty ? nil : $0.log }
            clips = job.clips.compactMap { try? ClipID(validating: $0) }
                .map { Clip(link: "/clips/\($0.text)", name: "clip \($0.text)") }
            hasClips = !clips.isEmpty
            canRetry = job.state == .dead || job.state == .cancelled
            canCancel = (job.state == .waiting || job.state == .running) && !job.isBeingCancelled
        }

        private static func about(_ job: QueuedJob, _ now: Date) -> String {
            var words = ["entered \(PageWords.age(of: job.addedAt, at: now))"]
            switch job.state {
            case .waiting where job.readyAt > now:
                words.append(
                    "next attempt in \(PageWords.length(Int(saturating: job.readyAt.timeIntervalSince(now).rounded(.up))))"
                )
            case .running:
                if let begun = job.begunAt {
                    words.append("running for \(PageWords.length(Int(saturating: now.timeIntervalSince(begun))))")
                }
            case .done, .dead, .cancelled:
                if let ended = job.endedAt {
                    words.append("\(job.state.rawValue) \(PageWords.age(of: ended, at: now))")
                }
            case .waiting: break
            }
            if job.attempts > 0 { words.append(PageWords.count(job.attempts, "attempt")) }
            if job.losses > 0 { words.append("its worker was lost \(PageWords.count(job.losses, "time"))") }
            if job.order.priority != 0 { words.append("priority \(job.order.priority)") }
            return words.joined(separator: ", ")
        }
    }
}

extension QueuePage.Job.Progress {
    fileprivate init(_ note: JobProgressNote?) {
        let done = note?.fraction.map { Int(saturating: ($0 * 100).rounded(.down)) }
        percent = done
        words = (note?.step ?? "begins") + (done.map { ", \($0) %" } ?? "")
    }
}
