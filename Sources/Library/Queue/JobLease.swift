/// A job that one worker holds, for as long as it renews its lease.
package struct JobLease: Sendable {
    /// What became of a lease when it was to be renewed.
    package enum Standing: Sendable, Equatable {
        /// It is held for another while.
        case held
        /// It is held, and the job is to be given up: end the work and call ``JobQueue/fail(_:_:)``.
        case isToBeCancelled
        /// The job is somebody else's, or ended: end the work, and leave it alone.
        case lost
    }

    package let job: QueuedJob
    /// Differs from one lease to the next, so that a worker that slept through its own cannot change anything.
    let token: Int64
}
