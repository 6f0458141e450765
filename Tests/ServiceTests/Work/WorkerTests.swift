internal import Foundation
internal import Library
internal import Logging
internal import Pipeline
@testable internal import Service
internal import Support
internal import Testing

struct WorkerTests {
    private let folder: TemporaryFolder
    private let queue: SQLiteQueue
    private var settings: WorkerSettings

    init() throws {
        folder = try TemporaryFolder()
        settings = WorkerSettings(library: URL(fileURLWithPath: folder.file("library")))
        settings.drains = true
        settings.slots = 3
        settings.policy.firstPause = .milliseconds(1)
        // A machine that is busy with other tests keeps a worker from renewing its lease: that is not what is asked here.
        settings.policy.lease = .seconds(600)
        queue = try SQLiteQueue(library: settings.library, policy: settings.policy)
    }

    private func worker(
        _ script: String, stop: StopFlag = StopFlag(), _ change: (inout WorkerSettings) -> Void = { _ in }
    ) throws -> (Worker, PretendProgram) {
        let program = try PretendProgram(script)
        var settings = settings
        settings.program = program.path
        change(&settings)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return (Worker(queue, settings, stop: stop, logger: logger), program)
    }

    /// Waits, but not for ever: what a worker does not do is a failure, and no hang.
    private func waitUntil(_ what: String, _ isSo: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(120)
        while try await !isSo() {
            try #require(ContinuousClock.now < end, "waited for \(what)")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func states() async throws -> [QueuedJob.State] {
        try await queue.jobs(in: Set(QueuedJob.State.allCases), limit: 1000, before: nil).reversed().map(\.state)
    }

    @Test func oneThatCrashesHangsOrEatsTakesNoOtherWithIt() async throws {
        _ = try await queue.add(["good", "crash", "hang", "eat", "broken", "good2"].map { JobOrder(.file, $0) })
        let (worker, program) = try worker(
            #"""
            case $order in
                *good*) echo '{"clips":[{"id":"00ff"}]}' ;;
                *crash*) echo 'last words' >&2; kill -SEGV $$ ;;
                *hang*) exec sleep 60 ;;
                *eat*) exec python3 -c 'a = []
            while True: a.append(b"x" * (32 << 20))' ;;
                *broken*) exit 3 ;;
            esac
            """#
        ) {
            $0.limits.seconds = 10
            $0.limits.memory = 200 << 20
        }
        try await worker.run()
        #expect(try await states() == [.done, .dead, .dead, .dead, .dead, .done])
        let dead = try await queue.jobs(in: [.dead], limit: 10, before: nil).reversed().compactMap(\.failure)
        #expect(
            dead.map(\.message) == [
                "it crashed (SIGSEGV)", "it took more than 10 s", "it used more than 200 MiB of memory",
                "it ended with the exit code 3",
            ])
        #expect(dead[0].log == "last words")
        #expect(try await queue.job(JobID(2))?.attempts == settings.policy.attempts, "a crash is tried again")
        #expect(try await queue.job(JobID(5))?.attempts == 1, "what is broken stays broken")
        withExtendedLifetime(program) {}
    }

    @Test func asManyAtOnceAsThereAreSlots() async throws {
        _ = try await queue.add((0..<9).map { JobOrder(.file, "\($0)") })
        let (worker, program) = try worker(
            #"""
            cd "$(dirname "$0")"; touch $$.begun $$.busy
            # The first ones go on only when there are three of them.
            while [ "$(ls | grep -c begun)" -lt 3 ]; do sleep 0.05; done
            ls | grep -c busy >> counts; rm $$.busy; echo '{"clips":[{"id":"00ff"}]}'
            """#)
        try await worker.run()
        let counts = try String(contentsOfFile: program.folder.file("counts"), encoding: .utf8).split(separator: "\n")
        #expect(counts.count == 9 && counts.allSatisfy { (1...3).contains(Int($0) ?? 0) }, "\(counts)")
    }

    @Test func aStoppedWorkerLetsJobsEndAndHandsBackTheRest() async throws {
        _ = try await queue.add(["quick", "slow", "waiting"].map { JobOrder(.file, $0) })
        let stop = StopFlag()
        let (worker, program) = try worker(
            #"""
            case $order in
                *quick*)
                    while [ ! -e "$(dirname "$0")/stopping" ]; do sleep 0.05; done
                    sleep 0.5; echo '{"clips":[{"id":"00ff"}]}' ;;
                *) exec sleep 60 ;;
            esac
            """#, stop: stop
        ) {
            $0.slots = 2
            // Several times what the quick one takes where the machine is busy with other tests.
            $0.grace = .seconds(15)
        }
        let running = Task { try await worker.run() }
        try await waitUntil("two jobs") { try await queue.census()[.running] == 2 }
        stop.raise(signal: SIGTERM)
        _ = try program.folder.write("", to: "stopping")
        try await running.value
        let jobs = try await queue.jobs(in: Set(QueuedJob.State.allCases), limit: 9, before: nil).reversed()
        #expect(jobs.map(\.state) == [.done, .waiting, .waiting] && jobs.map(\.attempts) == [1, 0, 0])
        withExtendedLifetime(program) {}
    }

    @Test func aCancelledJobEndsSoon() async throws {
        let id = try await queue.add([JobOrder(.file, "x")])[0].id
        let (worker, program) = try worker("exec sleep 60")
        let running = Task { try await worker.run() }
        try await waitUntil("the job") { try await queue.census()[.running] == 1 }
        _ = try await queue.cancel(id)
        try await running.value
        #expect(try await states() == [.cancelled])
        withExtendedLifetime(program) {}
    }

    @Test(arguments: [StuckQueue.Trouble.fails, .hangs])
    func aJobWhoseLeaseCannotBeRenewedEndsBeforeTheLeaseDoes(trouble: StuckQueue.Trouble) async throws {
        let id = try await queue.add([JobOrder(.file, "x")])[0].id
        // Each child tells itself when it began and was last alive: whoever looks may be held up.
        let program = try PretendProgram(
            #"""
            cd "$(dirname "$0")"; trap '' TERM; began=$(date +%s%3N)
            while :; do echo $began $(date +%s%3N) > now-$$; mv now-$$ child-$$; sleep 0.05; done
            """#)
        var settings = settings
        settings.program = program.path
        settings.policy.lease = .seconds(8)
        settings.drains = false
        let stop = StopFlag()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let stuck = StuckQueue(queue, trouble)
        let worker = Worker(stuck, settings, stop: stop, logger: logger)
        let running = Task { try await worker.run() }
        func children() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: program.folder.path).filter { $0.hasPrefix("child-") }
        }
        // Where the machine is busy with other tests, the child may be ended before it says a word.
        try await waitUntil("the job to be handed back") { stuck.isHandedBack }
        stop.raise(signal: SIGTERM)
        try await running.value
        let job = try await queue.job(id)
        #expect(job?.state == .waiting && job?.attempts == 0, "it is handed back")
        for child in try children() {
            let times = try String(contentsOfFile: program.folder.file(child), encoding: .utf8)
                .split { $0.isWhitespace }.compactMap { Int($0) }
            #expect(times.count == 2 && times[1] - times[0] < 8000, "it outlived its lease: \(times)")
        }
    }

    @Test func progressOfARunningJobIsVisible() async throws {
        let id = try await queue.add([JobOrder(.file, "x")])[0].id
        let (worker, program) = try worker(
            #"""
            echo '{"input":"x","step":"fetch","done":1,"total":2,"perSecond":0}' >&2
            while [ ! -e "$(dirname "$0")/seen" ]; do sleep 0.05; done; echo '{"clips":[{"id":"00ff"}]}'
            """#)
        let running = Task { try await worker.run() }
        try await waitUntil("progress") { try await queue.job(id)?.progress != nil }
        #expect(try await queue.job(id)?.progress == JobProgressNote(step: "fetch", fraction: 0.5))
        _ = try program.folder.write("", to: "seen")
        try await running.value
        #expect(try await states() == [.done])
    }
}
