internal import Fetch
package import Foundation
package import Library

/// A job of the queue as it is shown: printed, answered, drawn on a page.
package struct ListedJob: Encodable, Sendable, Equatable {
    package let id: JobID
    package let kind: JobOrder.Kind
    /// What it is about; a URL without its secrets.
    package let input: String
    package let state: QueuedJob.State
    package let priority, attempts, losses: Int
    package let addedAt, readyAt: Date
    package let begunAt, endedAt: Date?
    package let progress: JobProgressNote?
    /// Why the last attempt failed.
    package let error: String?
    /// The last lines that it wrote.
    package let log: String?
    /// The clips that came of it.
    package let clips: [String]

    package init(_ job: QueuedJob) {
        (id, kind, state) = (job.id, job.order.kind, job.state)
        input = kind == .url ? RemoteURL.redacted(job.order.input) : job.order.input
        (priority, attempts, losses) = (job.order.priority, job.attempts, job.losses)
        (addedAt, readyAt, begunAt, endedAt) = (job.addedAt, job.readyAt, job.begunAt, job.endedAt)
        (progress, error, log, clips) = (job.progress, job.failure?.message, job.failure?.log, job.clips)
    }
}
