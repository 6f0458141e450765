internal import Foundation
internal import Library
internal import Support
internal import Synchronization
internal import Testing

struct QueueTests {
    private let folder: TemporaryFolder
    private let time = Time()
    private let queue: SQLiteQueue
    private let worker: QueueWorker

    /// Clocks that stand until they are told to go on.
    private final class Time: Sendable {
        private let milliseconds = Atomic<Int64>(1_800_000_000_000)
        private let passed = Atomic<Int64>(0)
        var now: Int64 { milliseconds.load(ordering: .relaxed) }
        var clock: QueueClock {
            QueueClock(wall: { self.now }, steady: { self.passed.load(ordering: .relaxed) })
        }
        func pass(_ duration: Duration) {
            set(by: duration)
            passed.add(duration.components.seconds * 1000, ordering: .relaxed)
        }
        /// Somebody sets the wall clock.
        func set(by duration: Duration) {
            milliseconds.add(duration.components.seconds * 1000, ordering: .relaxed)
        }
    }

    private var root: URL { URL(fileURLWithPath: folder.file("library")) }

    init() throws {
        folder = try TemporaryFolder()
        let root = URL(fileURLWithPath: folder.file("library"))
        queue = try SQLiteQueue(library: root, clock: time.clock)
        worker = try QueueWorker(library: root)
    }

    @discardableResult
    private func add(_ names: String...) async throws -> [QueuedJob] {
        try await queue.add(names.map { JobOrder(.job, $0) })
    }

    private func take() async throws -> JobLease { try #require(try await queue.take(for: worker)) }

    private func job(_ lease: JobLease) async throws -> QueuedJob { try #require(try await queue.job(lease.job.id)) }

    @Test func anOrderGivenTwiceIsOneJob() async throws {
        let first = try await add("a", "b")
        #expect(first.map(\.order.input) == ["a", "b"] && first.allSatisfy { $0.state == .waiting })
        #expect(try await add("b", "a", "c", "c").map(\.id.number) == [2, 1, 3, 3])
        let lease = try await take()
        try await queue.finish(lease, clips: ["00ff", "11ee"])
        let again = try #require(try await add("a").first)
        #expect(again.state == .done && again.clips == ["00ff", "11ee"], "nor is it done again")
        #expect(try await queue.census().counts == [.waiting: 2, .done: 1])
    }

    @Test func theMostUrgentJobGoesFirstThenTheOldest() async throws {
        try await queue.add([
            JobOrder(.job, "late"), JobOrder(.file, "/a.mp4", priority: 5), JobOrder(.job, "low", priority: -1),
        ])
        time.pass(.seconds(1))
        try await queue.add([JobOrder(.job, "later"), JobOrder(.url, "https://example.com/b.mp4", priority: 5)])
        var order: [String] = []
        while let lease = try await queue.take(for: worker) { order.append(lease.job.order.input) }
        #expect(order == ["/a.mp4", "https://example.com/b.mp4", "late", "later", "low"])
    }

    @Test func aFailureIsTriedAgainAfterARandomPauseThatGrows() async throws {
        try await add("a")
        var longest: [Double] = []
        for attempt in 1...QueuePolicy().attempts {
            let lease = try await take()
            #expect(lease.job.attempts == attempt && lease.job.state == .running)
            #expect(try await queue.fail(lease, JobFailure("no route", log: "line 1\nline 2", isFinal: false)))
            let job = try await job(lease)
            #expect(job.failure?.message == "no route" && job.failure?.log == "line 1\nline 2")
            if attempt < QueuePolicy().attempts {
                let pause = job.readyAt.timeIntervalSince1970 - Double(time.now) / 1000
                #expect(job.state == .waiting && (0...10 * pow(2, Double(attempt - 1))).contains(pause))
                if pause > 0.001 { #expect(try await queue.take(for: worker) == nil, "it is not ready before") }
                longest.append(pause)
                time.pass(.seconds(Int(pause.rounded(.up))))
            } else {
                #expect(job.state == .dead && job.endedAt != nil)
            }
        }
        #expect(Set(longest).count > 1, "the pauses are random: \(longest)")
        #expect(try await queue.take(for: worker) == nil)
        let again = try #require(try await queue.retry(JobID(1)))
        #expect(again.state == .waiting && again.attempts == 0 && again.failure?.message == "no route")
        #expect(try await take().job.attempts == 1)
    }

    @Test func whatWouldFailAgainIsDeadAtOnce() async throws {
        try await add("a")
        let lease = try await take()
        try await queue.fail(lease, JobFailure("it is no clip", isFinal: true))
        #expect(try await job(lease).state == .dead)
        #expect(try await queue.census()[.dead] == 1)
    }

    @Test func pausesNeverOverflow() async throws {
        var policy = QueuePolicy()
        policy.attempts = 200
        policy.firstPause = .seconds(Int64.max / 10_000)
        let queue = try SQLiteQueue(library: root, policy: policy, clock: time.clock)
        try await add("a")
        for _ in 1...150 {
            let lease = try #require(try await queue.take(for: worker))
            try await queue.fail(lease, JobFailure("no", isFinal: false))
            time.pass(.seconds(3600))
        }
    }

    @Test func aRenewedLeaseKeepsTheJobAndShowsItsProgress() async throws {
        try await add("a")
        let lease = try await take()
        let other = try QueueWorker(library: root)
        for step in 1...5 {
            time.pass(.seconds(50))
            let note = JobProgressNote(step: "fetch", fraction: Double(step) / 5)
            #expect(try await queue.renew(lease, progress: note) == .held)
            #expect(try await job(lease).progress == note)
            #expect(try await queue.take(for: other) == nil)
        }
        try await queue.finish(lease, clips: [])
        #expect(try await job(lease).progress == nil)
        #expect(try await queue.renew(lease, progress: nil) == .lost, "what is done is done")
    }

    @Test func aSilentWorkerLosesItsJobAndCanChangeNothingAfterwards() async throws {
        try await add("a")
        let lost = try await take()
        time.pass(.seconds(61))
        let other = try QueueWorker(library: root)
        let lease = try #require(try await queue.take(for: other))
        #expect(lease.job.id == lost.job.id && lease.job.losses == 1 && lease.job.attempts == 1)
        #expect(try await queue.renew(lost, progress: nil) == .lost)
        #expect(try await !queue.finish(lost, clips: ["wrong"]))
        #expect(try await !queue.fail(lost, JobFailure("wrong", isFinal: true)))
        #expect(try await !queue.handBack(lost))
        #expect(try await job(lost).state == .running)
        #expect(try await queue.finish(lease, clips: ["right"]))
        #expect(try await job(lost).clips == ["right"])
    }

    @Test func aLivingWorkerKeepsItsJobHoweverTheClockIsSet() async throws {
        try await add("a")
        let lease = try await take()
        let (other, neighbour) = (try QueueWorker(library: root), try SQLiteQueue(library: root, clock: time.clock))
        for step in [86_400, -86_400, -86_400, 120, -3600] {
            time.pass(.seconds(5))
            #expect(try await queue.renew(lease, progress: nil) == .held)
            time.set(by: .seconds(step))
            #expect(try await queue.take(for: other) == nil, "by \(step) s")
            #expect(try await neighbour.take(for: other) == nil, "by \(step) s")
        }
        #expect(try await queue.finish(lease, clips: ["right"]))
        #expect(try await job(lease).losses == 0)
    }

    @Test func aRenewalIsSeenThoughTheClockGoesBackOrStands() async throws {
        try await add("a")
        let lease = try await take()
        let (other, neighbour) = (try QueueWorker(library: root), try SQLiteQueue(library: root, clock: time.clock))
        for _ in 1...10 {
            time.pass(.seconds(30))
            time.set(by: .seconds(-30))
            #expect(try await queue.renew(lease, progress: nil) == .held)
            #expect(try await neighbour.take(for: other) == nil)
        }
    }

    @Test func whoeverComesLaterWatchesASilentWorkerForAWholeLease() async throws {
        try await add("a")
        _ = try await take()
        time.pass(.seconds(3600))
        let (other, neighbour) = (try QueueWorker(library: root), try SQLiteQueue(library: root, clock: time.clock))
        #expect(try await neighbour.take(for: other) == nil, "it may have been renewed a moment ago")
        time.pass(.seconds(59))
        #expect(try await neighbour.take(for: other) == nil)
        time.pass(.seconds(1))
        #expect(try await neighbour.take(for: other)?.job.failure?.message == "its worker fell silent")
    }

    @Test func noJobWaitsForAClockThatWasAheadWhenItWasAdded() async throws {
        time.set(by: .seconds(86_400))
        try await add("early")
        time.set(by: .seconds(-86_400))
        #expect(try await queue.census().nextReady == 0)
        try await add("a")
        time.pass(.seconds(1))
        let names = [try await take().job.order.input, try await take().job.order.input]
        #expect(names == ["a", "early"])
    }

    @Test func aPauseIsNoLongerThanTheLongestHoweverTheClockIsSet() async throws {
        try await add("a")
        try await queue.fail(take(), JobFailure("no route", isFinal: false))
        time.set(by: .seconds(-7200))
        #expect(try await queue.take(for: worker) != nil)
    }

    @Test func aDeadWorkersJobIsTakenAtOnce() async throws {
        try await add("a")
        var dead: QueueWorker? = try QueueWorker(library: root)
        let lost = try #require(try await queue.take(for: dead!))
        #expect(try await queue.take(for: worker) == nil, "it is alive")
        dead = nil
        let lease = try await take()
        #expect(lease.job.id == lost.job.id && lease.job.failure?.message == "its worker died")
    }

    @Test func aJobUnderWhichWorkersDieAgainAndAgainIsDead() async throws {
        var policy = QueuePolicy()
        policy.losses = 3
        let queue = try SQLiteQueue(library: root, policy: policy, clock: time.clock)
        try await add("a")
        var taken = 0
        for _ in 0..<10 {
            if try await queue.take(for: try QueueWorker(library: root)) != nil { taken += 1 }
            // The first time it is ready at once, then after a pause.
            if taken > 1 { time.pass(.seconds(20)) }
        }
        #expect(taken == 3)
        let job = try #require(try await queue.job(JobID(1)))
        #expect(job.state == .dead && job.losses == 3 && job.failure?.message == "its worker died, for the 3th time")
        #expect(try await queue.retry(JobID(1))?.losses == 0)
    }

    @Test func whatIsHandedBackIsReadyAtOnceAndDoesNotCount() async throws {
        try await add("a")
        for _ in 1...10 {
            let lease = try await take()
            #expect(lease.job.attempts == 1)
            #expect(try await queue.handBack(lease))
        }
    }

    @Test func aWaitingJobIsCancelledAtOnceAndARunningOneByItsWorker() async throws {
        let (a, b) = (try await add("a")[0].id, try await add("b")[0].id)
        let lease = try await take()
        #expect(lease.job.id == a)
        #expect(try await queue.cancel(b)?.state == .cancelled)
        #expect(try await queue.cancel(a)?.isBeingCancelled == true)
        #expect(try await queue.renew(lease, progress: nil) == .isToBeCancelled)
        #expect(try await queue.fail(lease, JobFailure("stopped", isFinal: false)))
        let cancelled = try await job(lease)
        #expect(cancelled.state == .cancelled && !cancelled.isBeingCancelled)
        #expect(try await queue.take(for: worker) == nil)
        #expect(try await queue.retry(a)?.state == .waiting)
        #expect(try await queue.cancel(JobID(99)) == nil)
        #expect(try await queue.retry(JobID(99)) == nil)
    }

    @Test func aCancelledJobWhoseWorkerDiedIsNotDoneAgain() async throws {
        let id = try await add("a")[0].id
        var dead: QueueWorker? = try QueueWorker(library: root)
        _ = try await queue.take(for: dead!)
        _ = try await queue.cancel(id)
        dead = nil
        #expect(try await queue.take(for: worker) == nil)
        #expect(try await queue.job(id)?.state == .cancelled)
    }

    @Test func onlyWhatIsOverIsRetried() async throws {
        let id = try await add("a")[0].id
        let lease = try await take()
        #expect(try await queue.retry(id)?.state == .running)
        try await queue.finish(lease, clips: [])
        #expect(try await queue.retry(id)?.state == .done)
        #expect(try await queue.cancel(id)?.state == .done)
    }

    @Test func aURLLosesItsSecretsWhenItIsDone() async throws {
        try await queue.add([JobOrder(.url, "https://u:p@example.com/a.mp4?Signature=topsecret", key: "k")])
        let lease = try await take()
        #expect(lease.job.order.input.contains("topsecret"))
        try await queue.finish(lease, clips: [])
        #expect(try await job(lease).order.input == "https://example.com/a.mp4")
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("library/queue.sqlite"))
        #expect(mode[.posixPermissions] as? Int == 0o600)
    }

    @Test func jobsAreListedByStateAndPage() async throws {
        try await add("a", "b", "c", "d", "e")
        _ = try await take()
        let waiting = try await queue.jobs(in: [.waiting], limit: 3, before: nil)
        #expect(waiting.map(\.order.input) == ["e", "d", "c"])
        #expect(try await queue.jobs(in: [.waiting], limit: 3, before: waiting.last?.id).map(\.order.input) == ["b"])
        #expect(try await queue.jobs(in: Set(QueuedJob.State.allCases), limit: 100, before: nil).count == 5)
        #expect(try await queue.jobs(in: [], limit: 100, before: nil) == [])
    }

    @Test func theCensusTellsHowLongJobsWait() async throws {
        #expect(try await queue.census() == QueueCensus(counts: [:], longestWait: nil, nextReady: nil))
        try await add("a")
        time.pass(.seconds(30))
        try await add("b")
        #expect(try await queue.census() == QueueCensus(counts: [.waiting: 2], longestWait: 30, nextReady: 0))
    }

    @Test func aDamagedFileIsAnErrorAndStaysAsItIs() async throws {
        let other = URL(fileURLWithPath: folder.file("other"))
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        let garbage = [UInt8](repeating: 42, count: 5000)
        _ = try folder.write(garbage, to: "other/queue.sqlite")
        #expect {
            _ = try SQLiteQueue(library: other)
        } throws: { "\($0)".contains("damaged") && "\($0)".contains("queue.sqlite") }
        #expect(try bytes(of: folder.file("other/queue.sqlite")) == garbage)
    }

    @Test func theQueueOfAnOlderProgramIsWorkedOn() async throws {
        try await queue.add([JobOrder(.file, "/a.mp4")])
        let script =
            "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('ALTER TABLE jobs DROP COLUMN resolved')"
        try Tool("python3").run(["-c", script, folder.file("library/queue.sqlite")])
        let next = try SQLiteQueue(library: root, clock: time.clock)
        try await next.add([JobOrder(.file, "/b.mp4", isResolved: true)])
        let jobs = try await next.jobs(in: [.waiting], limit: 9, before: nil)
        #expect(jobs.map(\.order.input) == ["/b.mp4", "/a.mp4"] && jobs.map(\.order.isResolved) == [true, false])
        #expect(try await next.take(for: worker)?.job.order.input == "/a.mp4")
    }

    @Test func aFileOfALaterVersionIsAnError() async throws {
        let database = Tool("python3")
        try database.run([
            "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA user_version = 9')",
            folder.file("library/queue.sqlite"),
        ])
        #expect {
            _ = try SQLiteQueue(library: root)
        } throws: { "\($0)".contains("later dailies") }
    }
}
