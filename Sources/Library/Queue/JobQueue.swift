/// Jobs that wait to be done, and who is at them.
///
/// A job is done at least once and, as far as a library shows, exactly once: what a worker does may be cut off at any
/// point and be done again. Every change is on the disk, synced, when the call returns. Several processes may share a queue; each
/// job is held by one worker at a time, by a lease that it renews while it works.
package protocol JobQueue: Sendable {
    /// Enters orders, all or none, and gives their jobs in the same order. An order whose key is known changes nothing and
    /// gives the job that is there.
    @discardableResult
    func add(_ orders: [JobOrder]) async throws -> [QueuedJob]

    /// The most urgent job that is ready, for `worker` to do; `nil` where none is.
    func take(for worker: QueueWorker) async throws -> JobLease?

    /// Holds a job for longer, and notes how far it is.
    func renew(_ lease: JobLease, progress: JobProgressNote?) async throws -> JobLease.Standing

    /// The job is done: these clips came of it. False when the lease was lost meanwhile, and nothing changed.
    @discardableResult
    func finish(_ lease: JobLease, clips: [String]) async throws -> Bool

    /// The job failed. It waits for another attempt, is dead, or is cancelled when that was asked for. False when the
    /// lease was lost meanwhile, and nothing changed.
    @discardableResult
    func fail(_ lease: JobLease, _ failure: JobFailure) async throws -> Bool

    /// The worker stops before the job is done: it is ready again at once, and the attempt does not count.
    @discardableResult
    func handBack(_ lease: JobLease) async throws -> Bool

    /// Asks for a job not to be done; one that is being done ends soon. Gives the job as it is then, `nil` for an unknown
    /// one.
    func cancel(_ id: JobID) async throws -> QueuedJob?

    /// Makes a job that is dead or cancelled ready again, with all its attempts. Gives the job as it is then, `nil` for an
    /// unknown one.
    func retry(_ id: JobID) async throws -> QueuedJob?

    /// A job; `nil` for an unknown one.
    func job(_ id: JobID) async throws -> QueuedJob?

    /// The jobs in some states, the newest first: at most `limit`, older than `before` where that is given.
    func jobs(in states: Set<QueuedJob.State>, limit: Int, before: JobID?) async throws -> [QueuedJob]

    /// How many jobs there are, and how long they wait.
    func census() async throws -> QueueCensus
}
