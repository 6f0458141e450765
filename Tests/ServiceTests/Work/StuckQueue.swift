internal import Library
internal import Synchronization

/// A queue that gives one job out, whose lease can not be renewed: it fails, or does not answer.
struct StuckQueue: JobQueue {
    enum Trouble: Sendable { case fails, hangs }

    let queue: SQLiteQueue
    let trouble: Trouble
    private let taken = Flag()
    private let handedBack = Flag()

    private final class Flag: Sendable {
        private let state = Atomic(false)
        var isUp: Bool { state.load(ordering: .acquiring) }
        /// Gives whether it was up before.
        func raise() -> Bool { state.exchange(true, ordering: .acquiringAndReleasing) }
    }

    /// Whether the job was given back to the queue.
    var isHandedBack: Bool { handedBack.isUp }

    init(_ queue: SQLiteQueue, _ trouble: Trouble) { (self.queue, self.trouble) = (queue, trouble) }

    func take(for worker: QueueWorker) async throws -> JobLease? {
        taken.raise() ? nil : try await queue.take(for: worker)
    }

    func renew(_ lease: JobLease, progress: JobProgressNote?) async throws -> JobLease.Standing {
        if trouble == .hangs { try await Task.sleep(for: .seconds(600)) }
        throw LibraryError.cannotWrite(path: "queue.sqlite", reason: "No space left on device")
    }

    func add(_ orders: [JobOrder]) async throws -> [QueuedJob] { try await queue.add(orders) }
    func finish(_ lease: JobLease, clips: [String]) async throws -> Bool { try await queue.finish(lease, clips: clips) }
    func fail(_ lease: JobLease, _ failure: JobFailure) async throws -> Bool { try await queue.fail(lease, failure) }
    func handBack(_ lease: JobLease) async throws -> Bool {
        let isOurs = try await queue.handBack(lease)
        _ = handedBack.raise()
        return isOurs
    }
    func cancel(_ id: JobID) async throws -> QueuedJob? { try await queue.cancel(id) }
    func retry(_ id: JobID) async throws -> QueuedJob? { try await queue.retry(id) }
    func job(_ id: JobID) async throws -> QueuedJob? { try await queue.job(id) }
    func jobs(in states: Set<QueuedJob.State>, limit: Int, before: JobID?) async throws -> [QueuedJob] {
        try await queue.jobs(in: states, limit: limit, before: before)
    }
    func census() async throws -> QueueCensus { try await queue.census() }
}
