internal import Foundation
internal import Library
internal import Support
internal import Testing

/// One queue in several processes at once, some of which are killed.
struct QueueProcessTests {
    private let folder: TemporaryFolder
    private var root: String { folder.file("library") }

    init() throws { folder = try TemporaryFolder() }

    private var done: [String] {
        let text = (try? String(contentsOfFile: folder.file("done"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    @Test func fourProcessesDoEachJobOnce() async throws {
        let queue = try SQLiteQueue(library: URL(fileURLWithPath: root))
        _ = try await queue.add((0..<200).map { JobOrder(.job, "job-\($0)") })
        await withTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    await #expect(processExitsWith: .success) { [folder = folder.path as String] in
                        try await QueueProcessTests.work(in: folder)
                    }
                }
            }
        }
        #expect(done.count == 200 && Set(done).count == 200)
        #expect(try await queue.census().counts == [.done: 200])
    }

    @Test func whoeverOpensANewQueueFirstOthersCanUseIt() async throws {
        await withTaskGroup { group in
            for number in 0..<4 {
                group.addTask {
                    await #expect(processExitsWith: .success) { [root = root as String, number = number as Int] in
                        let queue = try SQLiteQueue(library: URL(fileURLWithPath: root))
                        for job in 0..<25 { _ = try await queue.add([JobOrder(.job, "\(number)-\(job)")]) }
                    }
                }
            }
        }
        #expect(try await SQLiteQueue(library: URL(fileURLWithPath: root)).census().counts == [.waiting: 100])
    }

    @Test func whatAKilledProcessHeldIsDoneByAnother() async throws {
        let queue = try SQLiteQueue(library: URL(fileURLWithPath: root))
        _ = try await queue.add((0..<20).map { JobOrder(.job, "job-\($0)") })
        for _ in 0..<5 {
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder.path as String] in
                try await QueueProcessTests.work(in: folder, until: 3)
                // One more is held when it dies.
                let root = URL(fileURLWithPath: folder + "/library")
                let worker = try QueueWorker(library: root)
                try #require(try await SQLiteQueue(library: root).take(for: worker) != nil)
                kill(getpid(), SIGKILL)
            }
        }
        try await Self.work(in: folder.path)
        #expect(done.count == 20 && Set(done).count == 20)
        #expect(try await queue.census().counts == [.done: 20])
        let left = try FileManager.default.contentsOfDirectory(atPath: root + "/.queue")
        #expect(left == [], "what the dead left is swept")
    }

    @Test func aWorkerSweepsAwayTheLocksOfDeadOnesAndLeavesThoseOfTheLiving() async throws {
        let living = try QueueWorker(library: URL(fileURLWithPath: root))
        await #expect(processExitsWith: .signal(SIGKILL)) { [root = root as String] in
            let worker = try QueueWorker(library: URL(fileURLWithPath: root))
            withExtendedLifetime(worker) { _ = kill(getpid(), SIGKILL) }
        }
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: root + "/.queue") }
        #expect(try names().count == 2)
        let worker = try QueueWorker(library: URL(fileURLWithPath: root))
        #expect(try Set(names()) == [living.name + ".lock", worker.name + ".lock"])
    }

    @Test func whatWasAcceptedSurvivesAKill() async throws {
        // The process says after each call that it has returned; all of these, and at most one more, are there.
        for _ in 0..<3 {
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder.path as String] in
                let queue = try SQLiteQueue(library: URL(fileURLWithPath: folder + "/library"))
                let said = open(folder + "/said", O_WRONLY | O_CREAT | O_APPEND, 0o644)
                let end = ContinuousClock.now + .milliseconds(Int.random(in: 50...200))
                while ContinuousClock.now < end {
                    let name = UUID().uuidString
                    _ = try await queue.add([JobOrder(.job, name)])
                    _ = (name + "\n").withCString { write(said, $0, 37) }
                }
                kill(getpid(), SIGKILL)
            }
        }
        let said = try String(contentsOfFile: folder.file("said"), encoding: .utf8).split(separator: "\n")
        let queue = try SQLiteQueue(library: URL(fileURLWithPath: root))
        let there = Set(try await queue.jobs(in: [.waiting], limit: .max, before: nil).map(\.order.input))
        #expect(!said.isEmpty && said.allSatisfy { there.contains(String($0)) })
    }

    /// Does jobs until none is ready, or so many; each one's name goes to the file `done`.
    static func work(in folder: String, until most: Int = .max) async throws {
        let root = URL(fileURLWithPath: folder + "/library")
        let (queue, worker) = (try SQLiteQueue(library: root), try QueueWorker(library: root))
        let done = open(folder + "/done", O_WRONLY | O_CREAT | O_APPEND, 0o644)
        defer { close(done) }
        var count = 0
        while count < most, let lease = try await queue.take(for: worker) {
            usleep(.random(in: 0...2000))
            let line = lease.job.order.input + "\n"
            try #require(line.withCString { write(done, $0, line.utf8.count) } == line.utf8.count)
            try #require(try await queue.finish(lease, clips: []))
            count += 1
        }
    }
}
