internal import Foundation
internal import Support
internal import Testing

/// Somebody sets the clock while jobs are queued and done.
@Suite(.serialized, .needsSteppedClock, .needsApiframeServer)
struct ClockStepTests {
    private let dailies: Dailies

    init() throws { dailies = try Dailies() }

    /// Starts the program under a wall clock that is off by so many seconds.
    private func start(_ offset: Int, _ arguments: String...) throws -> ChildProcess {
        let file = try dailies.folder.write("\(offset)", to: "offset")
        return try ChildProcess(
            SteppedClock.script, [file, Dailies.programPath] + arguments, in: dailies.folder.path,
            environment: ["DAILIES_ALLOW_PRIVATE": "1"])
    }

    private func jobs() throws -> [[String: Any]] {
        try (dailies.run("queue", "list", "--json").json()["jobs"] as? [[String: Any]] ?? []).reversed()
    }

    @Test(arguments: [86_400, -86_400])
    func aJobThatWasAddedByAWrongClockIsDoneAtOnce(offset: Int) throws {
        #expect(try start(offset, "queue", "add", Clip.realShots()).wait() == 0)
        let added = try #require(jobs().first?["addedAt"] as? String)
        #expect(added.prefix(10) != Date().ISO8601Format().prefix(10), "the clock was wrong")
        let work = try dailies.run("work", "--drain")
        #expect(try work.status == 0 && jobs().first?["state"] as? String == "done", "\(work.errors)")
    }

    @Test(arguments: [120, 86_400, -86_400])
    func aLivingWorkersJobIsNotTakenByOneWithAnotherClock(offset: Int) throws {
        let good = GoodServer(content: try bytes(of: try Clip.realShots()))
        // The first request is answered in parts, so that its worker is at it for some seconds.
        let server = try FaultServer { request, connection in
            guard request.number == 1 else { return good.serve(request, connection) }
            let (status, fields, body) = good.answer(request)
            connection.head(status, fields)
            for part in 0..<10 {
                connection.body(body[(body.count * part / 10)..<(body.count * (part + 1) / 10)])
                usleep(400_000)
            }
        }
        #expect(try dailies.run("queue", "add", server.url()).status == 0)
        let first = try dailies.start(["work", "--drain"], environment: ["DAILIES_ALLOW_PRIVATE": "1"])
        for _ in 0..<600 where server.requests.isEmpty { usleep(25_000) }
        let second = try start(offset, "work", "--drain")
        defer { second.end() }
        #expect(first.wait() == 0 && second.wait() == 0)
        let job = try #require(jobs().first)
        #expect(job["state"] as? String == "done" && job["losses"] as? Int == 0, "\(job)")
        #expect(server.requests.count == 1)
    }
}

/// `scripts/stepped-clock`, under which a program's wall clock is off.
private enum SteppedClock {
    static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/stepped-clock").path
}

extension Trait where Self == ConditionTrait {
    /// For tests that set a program's clock.
    static var needsSteppedClock: Self { .enabled(if: Tool("cc").isInstalled, "there is no C compiler") }
}
