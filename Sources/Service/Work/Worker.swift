internal import Foundation
package import Library
package import Logging
package import Pipeline
internal import Synchronization

/// Takes jobs from the queue and has them done, several at once, each in a process of its own.
package struct Worker: Sendable {
    private let queue: any JobQueue
    private let settings: WorkerSettings
    private let stop: StopFlag
    private let logger: Logger
    private let meters: Meters

    /// How soon a new job is noticed.
    private static let notice: Duration = .milliseconds(100)
    /// How soon a cancelled job is, and how often progress is told.
    private static let beat: Duration = .seconds(2)

    package init(
        _ queue: any JobQueue, _ settings: WorkerSettings, stop: StopFlag, logger: Logger, meters: Meters = Meters()
    ) {
        self.queue = queue
        self.settings = settings
        self.stop = stop
        self.logger = logger
        self.meters = meters
    }

    /// Works until `stop` is raised, or nothing is left where the settings say so. Nothing that it held is lost: jobs that
    /// do not end within the grace time are handed back.
    package func run() async throws {
        let worker = try QueueWorker(library: settings.library)
        try await withThrowingTaskGroup { group in
            let busy = Busy()
            while !stop.isRaised {
                let asked = SuspendingClock.now
                if busy.count < settings.slots, let lease = await take(worker) {
                    busy.begin()
                    group.addTask {
                        await work(on: lease, since: asked)
                        busy.end()
                    }
                    continue
                }
                if settings.drains, busy.count == 0, try await isEmpty() { break }
                try await Task.sleep(for: Self.notice)
            }
            try await group.waitForAll()
        }
        withExtendedLifetime(worker) {}
    }

    /// How many jobs are being done.
    private final class Busy: Sendable {
        private let jobs = Atomic<Int>(0)
        var count: Int { jobs.load(ordering: .relaxed) }
        func begin() { jobs.add(1, ordering: .relaxed) }
        func end() { jobs.subtract(1, ordering: .relaxed) }
    }

    private func isEmpty() async throws -> Bool {
        let census = try await queue.census()
        return census[.waiting] + census[.running] == 0
    }

    private func take(_ worker: QueueWorker) async -> JobLease? {
        do { return try await queue.take(for: worker) } catch {
            // A full disk is no reason to end: it may have room again.
            logger.error("the queue cannot be used", metadata: ["reason": "\(error)"])
            try? await Task.sleep(for: .seconds(2))
            return nil
        }
    }

    /// Does a job whose lease began no earlier than `begin`, and tells the queue what came of it.
    private func work(on lease: JobLease, since begin: SuspendingClock.Instant) async {
        var logger = logger
        logger[metadataKey: "job"] = "\(lease.job.id)"
        logger.info("job begun", metadata: ["attempt": "\(lease.job.attempts)"])
        let (halt, progress) = (ChildHalt(), ChildProgress())
        halt.raise(at: begin + lifetime)
        let keeper = Task { await keep(lease, halt, progress, logger) }
        let begun = ContinuousClock.now
        let source = ClipSource(lease.job.order)
        let ending: JobProcess.Ending
        do {
            ending = try await JobProcess(
                program: settings.program, arguments: settings.arguments, limits: settings.limits,
                apiKey: source.mayAskProvider ? settings.apiKey : nil
            ).run(source, halt, progress)
        } catch {
            ending = .failed(JobFailure("it could not be begun: \(error)", isFinal: false))
        }
        keeper.cancel()
        await keeper.value
        meters.attempt(ending.word, took: .now - begun)
        for attempt in 1...5 {
            do { return try await tell(ending, of: lease, logger) } catch {
                // If it cannot be said now, the lease runs out, and the job is done again: to no harm.
                logger.error("the queue cannot be told", metadata: ["reason": "\(error)"])
                try? await Task.sleep(for: .seconds(attempt))
            }
        }
    }

    /// How long a job is worked on since its lease was last renewed: it ends before the lease does and another worker begins.
    private var lifetime: Duration { settings.policy.lease * 3 / 4 }

    /// Renews the lease, until cancelled, and ends the work when the job is no longer ours to do.
    private func keep(_ lease: JobLease, _ halt: ChildHalt, _ progress: ChildProgress, _ logger: Logger) async {
        var stopping: SuspendingClock.Instant?
        var renewed = SuspendingClock.now
        while (try? await Task.sleep(for: Self.notice)) != nil {
            let now = SuspendingClock.now
            if stop.isRaised { stopping = stopping ?? now }
            if let stopping, now - stopping >= settings.grace { halt.raise(.stopping) }
            guard now - renewed >= min(Self.beat, settings.policy.lease / 4) else { continue }
            renewed = now
            do {
                switch try await queue.renew(lease, progress: progress.note) {
                case .held: halt.raise(at: now + lifetime)
                case .isToBeCancelled: halt.raise(.cancelled)
                case .lost: halt.raise(.lost)
                }
            } catch is CancellationError {
                return
            } catch {
                logger.error("the lease cannot be renewed", metadata: ["reason": "\(error)"])
            }
        }
    }

    private func tell(_ ending: JobProcess.Ending, of lease: JobLease, _ logger: Logger) async throws {
        switch ending {
        case .done(let clips):
            guard try await queue.finish(lease, clips: clips) else {
                return logger.warning("the job is another worker's, and was done here too")
            }
            logger.info("job done", metadata: ["clips": "\(clips.joined(separator: " "))"])
        case .failed(let failure):
            try await queue.fail(lease, failure)
            logger.warning("job failed", metadata: ["reason": "\(failure)", "final": "\(failure.isFinal)"])
        case .halted(.stopping):
            try await queue.handBack(lease)
            logger.info("job handed back")
        case .halted(.unrenewed):
            let isOurs = try await queue.handBack(lease)
            logger.warning("the lease was not renewed in time", metadata: ["handedBack": "\(isOurs)"])
        case .halted(.lost):
            logger.warning("the job is another worker's")
        case .halted(let reason):
            try await queue.fail(lease, JobFailure("it was cancelled", isFinal: true))
            logger.info("job cancelled", metadata: ["reason": "\(reason)"])
        }
    }
}
