internal import Foundation
internal import Support
internal import Testing

/// `dailies queue` and `dailies work`, with real jobs in real processes.
@Suite(.serialized, .needsApiframeServer)
struct WorkTests {
    private let dailies: Dailies

    init() throws { dailies = try Dailies() }

    private func jobs(_ arguments: String...) throws -> [[String: Any]] {
        try dailies.run(["queue", "list", "--json"] + arguments).json()["jobs"] as? [[String: Any]] ?? []
    }

    private func states() throws -> [String] { try jobs().reversed().compactMap { $0["state"] as? String } }

    @Test func whatIsEnteredIsDoneAndItsFailureIsKept() throws {
        let clip = try Clip.realShots()
        let broken = try dailies.folder.write("hello", to: "broken.mp4")
        let added = try dailies.run("queue", "add", clip, broken, clip, "--json")
        #expect(added.status == 0, "\(added.errors)")
        #expect(try (added.json()["jobs"] as? [[String: Any]])?.map { $0["id"] as? Int } == [1, 2, 1])
        let work = try dailies.run("work", "--drain", "--slots", "2")
        #expect(work.status == 0, "\(work.errors)")
        #expect(try states() == ["done", "dead"])
        let dead = try #require(try jobs("--state", "dead").first)
        #expect("\(dead["error"] ?? "")".contains("broken.mp4"))
        #expect(dailies.names("library/clips") == (try jobs("--state", "done").first?["clips"] as? [String]))
        #expect(dailies.names("library/.work") == [] && dailies.names("library/.queue") == [])
        #expect(try dailies.run("queue", "retry", "2").status == 0 && states() == ["done", "waiting"])
        #expect(try dailies.run("queue", "cancel", "2").status == 0 && states() == ["done", "cancelled"])
        #expect(try dailies.run("queue", "cancel", "3").status == 2)
        #expect(try dailies.run("queue", "add", "nowhere.mp4").status == 2)
    }

    @Test func aJobAndASignedURLAreFetchedAndNobodySeesTheSecret() throws {
        let server = try ApiframeServer(try Clip.ordered())
        try server.behave(#"{"states": ["COMPLETED"]}"#)
        let job = try server.submit(#"{"model": "kling-3.0", "prompt": "owl", "klingParams": {"duration": 3}}"#)
        let good = GoodServer(content: try bytes(of: try Clip.realShots()))
        let files = try FaultServer { good.serve($0, $1) }
        let url = files.url("/clip.mp4?Signature=topsecret")
        #expect(try dailies.run("queue", "add", job, url, environment: server.environment).status == 0)
        let work = try dailies.run(["work", "--drain"], environment: server.environment)
        #expect(try work.status == 0 && states() == ["done", "done"], "\(work.errors)")
        #expect(dailies.names("library/clips").count == 2)
        let listed = try dailies.run("queue", "list")
        #expect(!(work.errors + listed.text).contains("topsecret"))
        #expect(try Tool("grep").attempt(["-ra", "topsecret", dailies.folder.file("library/clips")]).status == 1)
    }

    @Test func aWorkerThatIsKilledTakesItsChildrenAlongAndLosesNothing() throws {
        let good = GoodServer(content: try bytes(of: try Clip.realShots()))
        // The first request hangs in the middle: the worker is killed while its child downloads.
        let server = try FaultServer { request, connection in
            good.serve(request, connection, upTo: request.number == 1 ? 1000 : nil)
            if request.number == 1 { connection.stall() }
        }
        #expect(try dailies.run("queue", "add", server.url()).status == 0)
        let environment = ["DAILIES_ALLOW_PRIVATE": "1"]
        let worker = try dailies.start(["work"], environment: environment)
        try waitUntil("a request") { !server.requests.isEmpty }
        let children = try Tool("pgrep").run(["-P", "\(worker.id)"]).text.split(separator: "\n")
        #expect(children.count == 1)
        worker.signal(SIGKILL)
        worker.wait()
        try waitUntil("the child's end") {
            children.allSatisfy { child in Int32(child).map { kill($0, 0) != 0 } ?? false }
        }
        #expect(try states() == ["running"])
        let second = try dailies.run(["work", "--drain"], environment: environment)
        #expect(try second.status == 0 && states() == ["done"], "\(second.errors)")
        #expect(try jobs().first?["losses"] as? Int == 1 && dailies.names("library/clips").count == 1)
    }

    @Test func aStoppedWorkerHandsItsJobBack() throws {
        let good = GoodServer(content: try bytes(of: try Clip.realShots()))
        let server = try FaultServer { request, connection in
            good.serve(request, connection, upTo: 1000)
            connection.stall()
        }
        #expect(try dailies.run("queue", "add", server.url()).status == 0)
        let worker = try dailies.start(["work", "--grace", "0.5"], environment: ["DAILIES_ALLOW_PRIVATE": "1"])
        try waitUntil("a request") { !server.requests.isEmpty }
        worker.signal(SIGTERM)
        #expect(worker.wait() == 143)
        let job = try #require(try jobs().first)
        #expect(job["state"] as? String == "waiting" && job["attempts"] as? Int == 0 && job["losses"] as? Int == 0)
    }

    @Test func severalWorkersDoEachJobOnce() throws {
        let clip = try bytes(of: try Clip.realShots())
        var files: [String] = []
        for number in 0..<6 {
            // A box that means nothing makes each file, and so each clip, another one.
            let box: [UInt8] = [0, 0, 0, 9] + Array("free".utf8) + [UInt8(number)]
            files.append(try dailies.folder.write(clip + box, to: "\(number).mp4"))
        }
        #expect(try dailies.run(["queue", "add"] + files).status == 0)
        let workers = try (0..<2).map { _ in try dailies.start("work", "--drain", "--slots", "1") }
        #expect(workers.allSatisfy { $0.wait() == 0 })
        #expect(try states() == Array(repeating: "done", count: 6))
        #expect(try jobs().allSatisfy { $0["attempts"] as? Int == 1 })
        #expect(dailies.names("library/clips").count == 6)
    }

    @Test func aJobThatNeedsMoreMemoryThanItMayHaveIsDead() throws {
        #expect(try dailies.run("queue", "add", try Clip.realShots()).status == 0)
        let work = try dailies.run("work", "--drain", "--memory-limit", "10")
        #expect(try work.status == 0 && states() == ["dead"], "\(work.errors)")
        #expect("\(try jobs().first?["error"] ?? "")" == "it used more than 10 MiB of memory")
        #expect(dailies.names("library/clips") == [])
    }

    @Test func aFileLargerThanItMayBeIsAnErrorLikeAFullDisk() throws {
        let padding = [0, 0x20, 0, 0] + Array("free".utf8) + [UInt8](repeating: 0, count: (2 << 20) - 8)
        let large = try dailies.folder.write(try bytes(of: try Clip.realShots()) + padding, to: "large.mp4")
        #expect(try dailies.run("queue", "add", large).status == 0)
        let worker = try dailies.start("work", "--file-limit", "1")
        try waitUntil("a failure") { try jobs().first?["error"] is String }
        worker.signal(SIGTERM)
        worker.wait()
        #expect("\(try jobs().first?["error"] ?? "")".contains("File too large"))
        #expect(dailies.names("library/clips") == [] && dailies.names("library/.work") == [])
    }
}
