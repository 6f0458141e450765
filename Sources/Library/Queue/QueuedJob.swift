package import Foundation

/// A job as its queue has it.
package struct QueuedJob: Sendable, Equatable {
    /// How a job stands.
    package enum State: String, Sendable, Codable, CaseIterable {
        /// It is ready, or will be at ``QueuedJob/readyAt``.
        case waiting
        /// A worker is at it.
        case running
        case done
        /// It failed for good; only ``JobQueue/retry(_:)`` brings it back.
        case dead
        case cancelled
    }

    package let id: JobID
    package let order: JobOrder
    package let state: State
    /// How often it was begun, without those whose worker stopped in between.
    package let attempts: Int
    /// How often its worker died or fell silent.
    package let losses: Int
    package let addedAt: Date
    /// When it is done next at the earliest.
    package let readyAt: Date
    /// When it was last begun; `nil` before.
    package let begunAt: Date?
    /// When it was done, died or was cancelled; `nil` before.
    package let endedAt: Date?
    /// Whether it is to be cancelled as soon as its worker notices.
    package let isBeingCancelled: Bool
    /// How far it is; `nil` while it is not running, or its worker has not said.
    package let progress: JobProgressNote?
    /// What the last failure was; kept when the job succeeds later.
    package let failure: JobFailure?
    /// The clips that came of it.
    package let clips: [String]
}
