internal import Fetch
internal import Foundation
internal import Library

/// Jobs of the queue, as they are printed.
struct QueueReport: Encodable {
    struct Job: Encodable {
        let id: JobID
        let kind: JobOrder.Kind
        /// What it is about; a URL without its secrets.
        let input: String
        let state: QueuedJob.State
        let priority, attempts, losses: Int
        let addedAt, readyAt: Date
        let begunAt, endedAt: Date?
        let progress: JobProgressNote?
        let error: String?
        let log: String?
        let clips: [String]

        init(_ job: QueuedJob) {
            (id, kind, state) = (job.id, job.order.kind, job.state)
            input = kind == .url ? RemoteURL.redacted(job.order.input) : job.order.input
            (priority, attempts, losses) = (job.order.priority, job.attempts, job.losses)
            (addedAt, readyAt, begunAt, endedAt) = (job.addedAt, job.readyAt, job.begunAt, job.endedAt)
            (progress, error, log, clips) = (job.progress, job.failure?.message, job.failure?.log, job.clips)
        }
    }

    let jobs: [Job]

    /// Prints a table, or the document.
    func print(isJSON: Bool) throws {
        if isJSON { return try Result.printJSON(self) }
        if jobs.isEmpty { Terminal.error("no jobs") }
        for job in jobs {
            let what =
                switch job.state {
                case .done: job.clips.joined(separator: " ")
                case .running: job.progress.map { "\($0.step) \($0.fraction.map { "\(Int($0 * 100)) %" } ?? "")" } ?? ""
                case .waiting, .dead, .cancelled: job.error ?? ""
                }
            Terminal.print(
                "\(job.id)".padded(to: 7) + job.state.rawValue.padded(to: 11) + "\(job.attempts)".padded(to: 4)
                    + job.input.shortened(to: 60).padded(to: 62) + what.shortened(to: 120))
        }
    }
}
