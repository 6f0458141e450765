internal import Synchronization

/// Says to a child's keeper that the child is to end, and why; the first reason stays.
final class ChildHalt: Sendable {
    enum Reason: Sendable, Equatable {
        /// Somebody asked for the job to be cancelled.
        case cancelled
        /// The job is another worker's.
        case lost
        /// Its lease was not renewed, and another worker is about to be given the job.
        case unrenewed
        /// This worker stops.
        case stopping
        /// It took longer than it may.
        case overTime
        /// It has more memory in use than it may.
        case overMemory
    }

    private let state = Mutex<(first: Reason?, deadline: SuspendingClock.Instant?)>((nil, nil))

    var reason: Reason? {
        state.withLock { state in
            if let deadline = state.deadline, .now >= deadline { state.first = state.first ?? .unrenewed }
            return state.first
        }
    }

    /// Whether the deadline has passed, whatever the child was to end for before: another worker is about to be given the job.
    var isOverdue: Bool { state.withLock { $0.deadline.map { .now >= $0 } ?? false } }

    func raise(_ reason: Reason) { state.withLock { $0.first = $0.first ?? reason } }

    /// The child ends at `deadline` unless a later one is set before: whoever renews its lease may be held up themselves.
    func raise(at deadline: SuspendingClock.Instant) { state.withLock { $0.deadline = deadline } }
}
