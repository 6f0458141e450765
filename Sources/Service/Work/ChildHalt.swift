internal import Synchronization

/// Says to a child's keeper that the child is to end, and why; the first reason stays.
final class ChildHalt: Sendable {
    enum Reason: Sendable, Equatable {
        /// Somebody asked for the job to be cancelled.
        case cancelled
        /// The job is another worker's.
        case lost
        /// This worker stops.
        case stopping
        /// It took longer than it may.
        case overTime
        /// It has more memory in use than it may.
        case overMemory
    }

    private let first = Mutex<Reason?>(nil)

    var reason: Reason? { first.withLock { $0 } }

    func raise(_ reason: Reason) { first.withLock { $0 = $0 ?? reason } }
}
