internal import Foundation
internal import Support
internal import Testing

/// From a prompt to a processed clip, through the real program and a server on loopback.
@Suite(.serialized, .needsApiframeServer)
struct GenerateTests {
    private let dailies: Dailies
    private let server: ApiframeServer
    /// What is said of every generation here: the least that the clip is as ordered.
    private static let order = ["--mode", "standard", "--duration", "3", "--poll", "0.05"]

    init() throws {
        dailies = try Dailies()
        server = try ApiframeServer(try Clip.ordered())
    }

    private func generate(_ arguments: String..., prompt: String = "a fox") throws -> Tool.Run {
        try run(["generate", "--prompt", prompt] + Self.order + arguments)
    }

    /// Runs the program, and looks that no secret was shown.
    private func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Tool.Run {
        let run = try dailies.run(arguments, environment: server.environment.merging(environment) { $1 })
        for text in [run.text, run.errors] {
            #expect(!text.contains("afk_test") && !text.contains("secret-"), "\(text)")
        }
        return run
    }

    private func start(_ arguments: [String], errors: String? = nil) throws -> ChildProcess {
        try dailies.start(arguments, environment: server.environment, errors: errors)
    }

    private func tickets() throws -> [[String: Any]] {
        try dailies.names("library/jobs").filter { $0.hasSuffix(".json") }.compactMap { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: dailies.folder.file("library/jobs/\(name)")))
            return try JSONSerialization.jsonObject(with: data) as? [String: Any]
        }
    }

    @Test(arguments: ["videoUrl", "videos", "objects", "text"])
    func aPromptBecomesAProcessedClip(result: String) throws {
        try server.behave(#"{"result": "\#(result)", "absent": 2}"#)
        let run = try generate("--json", "--shot", "0:testing", "--shot", "1:still testing")
        #expect(run.status == 0, "\(run.errors)")
        let report = try run.json()
        let clip = try #require((report["clips"] as? [[String: Any]])?.first)
        let id = try #require(clip["id"] as? String)
        #expect(clip["state"] as? String == "processed" && clip["verdict"] as? String != "fail")
        #expect(dailies.names("library/clips") == [id] && dailies.names("library/.work") == [])
        #expect(dailies.names("library/.fetch") == [], "nothing waits")
        let generation = try #require(try dailies.sidecar(id)["generation"] as? [String: Any])
        #expect(generation["jobId"] as? String == report["job"] as? String)
        #expect(generation["prompt"] as? String == "a fox")
        #expect((generation["shots"] as? [[String: Any]])?.count == 2)
        // 43 credits a second with sound.
        #expect(generation["credits"] as? [String: Int] == ["expected": 129, "charged": 129])
        let checks = try #require(try dailies.sidecar(id)["checks"] as? [[String: Any]])
        #expect(
            checks.contains { $0["status"] as? String == "pass" && "\($0["id"] ?? "")".contains("price") }, "\(checks)")
        #expect(try server.log().jobs.count == 1)
        let sidecar = try String(contentsOfFile: dailies.folder.file("library/clips/\(id)/clip.json"), encoding: .utf8)
        #expect(!sidecar.contains("secret-"))
    }

    @Test func theSidecarOfAGeneratedClipFitsTheSchema() throws {
        #expect(try generate().status == 0)
        let id = try #require(dailies.names("library/clips").first)
        guard PythonSchema.isInstalled else { return }
        #expect(try PythonSchema.complaints(about: dailies.folder.file("library/clips/\(id)/clip.json")) == "")
    }

    @Test func thePriceIsShownAndTheMostIsKept() throws {
        let dear = try generate("--max-credits", "128")
        #expect(dear.status == 2 && dear.errors.contains("it costs 129 credits ($1.29)"), "\(dear.errors)")
        let unknown = try run(["generate", "--prompt", "x", "--mode", "4k", "--max-credits", "100000"])
        #expect(unknown.status == 2 && unknown.errors.contains("no price is known"), "\(unknown.errors)")
        #expect(try server.log().submits.isEmpty && dailies.names("library") == [], "and nothing was written")
        #expect(try generate("--max-credits", "129").status == 0)
    }

    @Test func aDryRunNeedsNeitherKeyNorNetwork() throws {
        let nothing = ["APIFRAME_API_KEY": "", "APIFRAME_BASE_URL": "http://127.0.0.1:1"]
        let text = try run(["generate", "--prompt", "a fox", "--dry-run"], environment: nothing)
        #expect(text.status == 0 && text.text.contains("price: 290 credits ($2.90)"), "\(text.errors)")
        let json = try run(["generate", "--prompt", "a fox", "--dry-run", "--json"], environment: nothing).json()
        let body = try #require((json["requests"] as? [[String: Any]])?.first)
        #expect(body["model"] as? String == "kling-3.0")
        #expect((body["klingParams"] as? [String: Any])?["generate_audio"] as? Bool == true)
        #expect((json["price"] as? [String: Any])?["credits"] as? Int == 290)
        #expect(dailies.names("library") == [])
    }

    @Test(arguments: [
        (#"{"states": ["PROCESSING", "FAILED"]}"#, 4, "failed: the content was refused"),
        (#"{"states": ["CANCELLED"]}"#, 4, "was cancelled"),
        (#"{"states": ["COMPLETED"], "expired": true}"#, 4, "has expired"),
        (#"{"states": ["COMPLETED"], "result": "none"}"#, 4, "names no clip"),
        (#"{"states": ["MUSING"]}"#, 4, "is still MUSING after"),
        (#"{"credits": 100}"#, 4, "129 needed, 100 there, 29 missing"),
        (
            #"{"faults": [{"on": "submit", "status": 400, "body": {"error": "no", "details": {"prompt": ["bad"]}}}]}"#,
            4, "prompt: bad"
        ),
        (#"{"faults": [{"on": "job", "status": 401, "times": 9}]}"#, 4, "APIFRAME_API_KEY"),
        (
            #"{"faults": [{"on": "submit", "status": 302, "body": {}, "headers": {"Location": "http://127.0.0.1:1/"}}]}"#,
            4,
            "a redirect, which is not followed"
        ),
        (#"{"faults": [{"on": "submit", "status": 200, "body": "<html>"}]}"#, 4, "the API's answer cannot be used"),
    ])
    func whatFailsIsSaidAndGivesFour(settings: String, status: Int32, words: String) throws {
        try server.behave(settings)
        let run = try generate("--timeout", "2")
        #expect(run.status == status && run.errors.contains(words), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").filter { $0.hasPrefix("dailies:") }.count == 1)
        #expect(dailies.names("library/clips") == [])
    }

    @Test func troubleThatPassesIsOutlasted() throws {
        try server.behave(
            #"""
            {"faults": [{"on": "submit", "status": 503}, {"on": "submit", "status": 429, "headers": {"Retry-After": "1"}},
             {"on": "submit", "drop": true}, {"on": "submit", "after": true, "drop": true}, {"on": "job", "status": 502},
             {"on": "job", "drop": true}, {"on": "file", "cut": 1000}], "states": ["QUEUED", "NEW STATE", "COMPLETED"]}
            """#)
        let run = try generate()
        #expect(run.status == 0, "\(run.errors)")
        let log = try server.log()
        #expect(log.submits.count == 5 && log.keys.count == 1 && log.jobs.count == 1, "one key, one job, one bill")
        #expect(log.credits == 100_000 - 129)
    }

    @Test func aURLThatDiesIsAskedForAnew() throws {
        // The first use is cut short, and the signature is worth no second one.
        try server.behave(#"{"signatureUses": 1, "faults": [{"on": "file", "cut": 1000}], "states": ["COMPLETED"]}"#)
        let run = try generate()
        #expect(run.status == 0, "\(run.errors)")
        #expect(try server.log().count("job") == 2)
    }

    @Test func deathBetweenSubmitAndAnswerBuysNothingTwice() throws {
        try server.behave(#"{"faults": [{"on": "submit", "after": true, "delay": 30}]}"#)
        let process = try start(["generate", "--prompt", "a fox"] + Self.order)
        try waitUntil("the submit") { try server.log().jobs.count == 1 }
        process.signal(SIGKILL)
        process.wait()
        let before = try tickets()
        #expect(before.count == 1 && before[0]["jobId"] == nil, "on record, and not answered")
        let listed = try run(["job", "list"])
        #expect(listed.text.contains("unanswered"), "\(listed.text)")
        let again = try generate()
        #expect(again.status == 0 && again.errors.contains("is repeated with the same key"), "\(again.errors)")
        let log = try server.log()
        #expect(log.submits.count == 2 && log.keys.count == 1 && log.jobs.count == 1 && log.credits == 100_000 - 129)
        // And from now on the same request is another one.
        #expect(try generate().status == 0)
        #expect(try server.log().jobs.count == 2)
    }

    @Test func anUnansweredRequestGoesOnByItsKey() throws {
        try server.behave(#"{"faults": [{"on": "submit", "after": true, "drop": true, "times": 20}]}"#)
        let process = try start(["generate", "--prompt", "a fox"] + Self.order)
        try waitUntil("the submit") { try server.log().jobs.count == 1 }
        process.signal(SIGKILL)
        process.wait()
        try server.behave(#"{"faults": []}"#)
        let key = try #require(try tickets().first?["key"] as? String)
        let run = try run(["job", key, "--wait", "--process", "--poll", "0.05"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(dailies.names("library/clips").count == 1)
        #expect(try server.log().jobs.count == 1)
        let forgotten = try self.run(["job", "forget", key, "--json"])
        #expect(try forgotten.status == 0 && forgotten.json()["forgot"] as? String == key, "\(forgotten.errors)")
        #expect(try tickets().isEmpty)
    }

    @Test func interruptingLeavesTheJobAndSaysHowToGoOn() throws {
        try server.behave(#"{"states": ["PROCESSING"]}"#)
        let errors = dailies.folder.file("errors")
        let process = try start(["generate", "--prompt", "a fox"] + Self.order, errors: errors)
        try waitUntil("a question") { try server.log().count("job") > 1 }
        process.signal(SIGINT)
        #expect(process.wait() == 130)
        let job = try #require(try tickets().first?["jobId"] as? String)
        let said = try String(contentsOfFile: errors, encoding: .utf8)
        #expect(said.contains("dailies job \(job) --wait --process\n"), "\(said)")
        try server.behave(#"{"states": ["COMPLETED"]}"#)
        #expect(try run(["job", job, "--wait", "--process"]).status == 0)
        #expect(dailies.names("library/clips").count == 1)
    }

    @Test func aJobIsShownAndItsIdIsAnInput() throws {
        let run = try generate("--no-wait")
        let job = run.text.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(run.status == 0 && UUID(uuidString: job) != nil && run.errors.contains("--wait --process"))
        let shown = try self.run(["job", job, "--json"]).json()
        #expect(shown["status"] as? String == "QUEUED" && shown["expectedCredits"] as? Int == 129)
        #expect(try self.run(["job", job, "--process"]).status == 4, "it is not finished")
        let processed = try self.run(["process", job, "--json"])
        #expect(processed.status == 0, "\(processed.errors)")
        #expect(try processed.clips().first?["state"] as? String == "processed")
        let again = try self.run(["job", job, "--process", "--json"]).json()
        #expect((again["clips"] as? [[String: Any]])?.first?["state"] as? String == "alreadyThere")
        #expect(try server.log().count("file") == 1, "a clip that is here is not fetched again")
    }

    @Test func aSavedJobIsAnInputThatNeedsNoKey() throws {
        try server.behave(#"{"states": ["COMPLETED"]}"#)
        let job = try server.submit(
            #"{"model": "kling-3.0", "prompt": "owl", "klingParams": {"duration": 3, "mode": "standard", "generate_audio": true}}"#
        )
        let saved = dailies.folder.file("job.json")
        try Tool("curl").run(["-sS", "-H", "X-API-Key: afk_test", "-o", saved, "\(server.url)/v2/jobs/\(job)"])
        let run = try run(["process", "job.json", "--json"], environment: ["APIFRAME_API_KEY": ""])
        #expect(run.status == 0, "\(run.errors)")
        let id = try #require(try run.clips().first?["id"] as? String)
        let generation = try #require(try dailies.sidecar(id)["generation"] as? [String: Any])
        #expect(generation["jobId"] as? String == job && generation["prompt"] as? String == "owl")
        _ = try dailies.folder.write(#"{"model": "kling-3.0"}"#, to: "request.json")
        #expect(try self.run(["process", "request.json"]).status == 2)
    }

    @Test(arguments: ["videoUrl", "videos"])
    func aJobFromElsewhereThatIsHereIsNotFetchedAgain(result: String) throws {
        // Two files, the same two times for "videos".
        let server = try ApiframeServer(try Clip.ordered(), try Clip.realShots())
        try server.behave(#"{"states": ["COMPLETED"], "result": "\#(result)"}"#)
        let job = try server.submit(#"{"model": "kling-3.0", "prompt": "owl"}"#)
        let files = result == "videos" ? 2 : 1
        let first = try dailies.run("process", job, "--json", environment: server.environment)
        #expect(try first.status <= 1 && first.clips().count == files, "\(first.errors)")
        // What a run leaves that dies after it has stored the clip.
        let resource = try dailies.folder.write("job \(job)", to: "resource")
        let name = try Tool("sha256sum").run([resource]).text.prefix(32)
        let left = "library/.fetch/\(name)"
        try FileManager.default.createDirectory(atPath: dailies.folder.file(left), withIntermediateDirectories: true)
        _ = try dailies.folder.write("x", to: "\(left)/clip")
        let second = try dailies.run("process", job, "--json", environment: server.environment)
        #expect(dailies.names("library/.fetch") == [], "it is swept")
        #expect(try second.clips().map { $0["state"] as? String } == Array(repeating: "alreadyThere", count: files))
        #expect(try server.log().count("file") == files)
        let id = try #require(dailies.names("library/clips").first)
        #expect(try dailies.run("library", "remove", id).status == 0)
        _ = try dailies.run("process", job, "--json", environment: server.environment)
        #expect(dailies.names("library/clips").count == files, "what was removed is fetched again")
    }

    @Test func aJobIsFetchedAndProcessedLaterWithoutTheNetwork() throws {
        let job = try generate("--no-wait").text.trimmingCharacters(in: .whitespacesAndNewlines)
        try server.behave(#"{"states": ["COMPLETED"]}"#)
        let fetched = try run(["fetch", "nothing.json", job, "--json"])
        #expect(fetched.status == 3, "the other input is missing: \(fetched.errors)")
        let clips = try fetched.clips()
        #expect(clips.map { $0["state"] as? String } == ["failed", "stored"])
        let id = try #require(clips[1]["id"] as? String)
        #expect((try dailies.sidecar(id)["generation"] as? [String: Any])?["jobId"] as? String == job)
        let processed = try run(["process", id, "--json"], environment: ["APIFRAME_BASE_URL": "http://127.0.0.1:1"])
        #expect(try processed.status == 0 && processed.clips().first?["id"] as? String == id, "\(processed.errors)")
        let generation = try #require(try dailies.sidecar(id)["generation"] as? [String: Any])
        #expect(generation["jobId"] as? String == job && generation["prompt"] as? String == "a fox")
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "only root can mount a small disk"))
    func whatCannotBeRecordedIsNotSubmitted() throws {
        let disk = try SmallDisk(at: dailies.folder.file("disk"), kilobytes: 64)
        _ = FileManager.default.createFile(atPath: dailies.folder.file("disk/full"), contents: Data(count: 65_536))
        let run = try generate("--library", "disk/library")
        #expect(run.status == 5 && run.errors.contains("No space left on device"), "\(run.errors)")
        #expect(try server.log().submits.isEmpty)
        withExtendedLifetime(disk) {}
    }

    @Test func recoveryBringsWhatIsPaidForAndNotHere() throws {
        try server.behave(#"{"pageSize": 2}"#)
        #expect(try generate().status == 0)
        let here = try generate("--no-wait", prompt: "two").text.trimmingCharacters(in: .whitespacesAndNewlines)
        var elsewhere: [String] = []
        for prompt in ["three", "four", "five"] {
            elsewhere.append(
                try server.submit(
                    #"{"model": "kling-3.0", "prompt": "\#(prompt)", "klingParams": {"duration": 3, "mode": "standard", "generate_audio": true}}"#
                ))
        }
        try server.behave(#"{"states": ["COMPLETED"]}"#)
        let first = try run(["job", "recover", "--json"])
        #expect(first.status == 0, "\(first.errors)")
        let outcomes = try #require(try first.json()["jobs"] as? [[String: Any]])
        let stored = outcomes.filter { $0["state"] as? String == "stored" }.compactMap { $0["job"] as? String }
        #expect(Set(stored) == Set(elsewhere + [here]))
        #expect(dailies.names("library/clips").count == 5, "the same content under five jobs is five clips")
        let second = try run(["job", "recover"])
        #expect(second.status == 0 && second.text == "5 jobs stored before\n", "\(second.text)")
        #expect(try server.log().count("file") == 5)
    }

    @Test func theKeyIsAskedForBeforeAnythingIsDone() throws {
        let without = try run(["generate", "--prompt", "x"], environment: ["APIFRAME_API_KEY": ""])
        #expect(without.status == 2 && without.errors.contains("--api-key-file"), "\(without.errors)")
        let open = try run(["generate", "--prompt", "x"], environment: ["APIFRAME_BASE_URL": "http://api.example.com"])
        #expect(open.status == 2 && open.errors.contains("plain http"), "\(open.errors)")
        let file = try dailies.folder.write("afk_test\n", to: "key")
        let arguments = ["generate", "--prompt", "a fox", "--api-key-file", file] + Self.order
        #expect(chmod(file, 0o644) == 0)
        let readable = try run(arguments, environment: ["APIFRAME_API_KEY": ""])
        #expect(readable.status == 2 && readable.errors.contains("run chmod 600 \(file)"), "\(readable.errors)")
        #expect(try server.log().count("submit") == 0)
        #expect(chmod(file, 0o600) == 0)
        let named = try run(arguments, environment: ["APIFRAME_API_KEY": ""])
        #expect(named.status == 0, "\(named.errors)")
    }
}

extension Clip {
    /// What `standard` orders: 720 lines, three seconds, sound.
    static func ordered() throws -> String {
        try made(
            "ordered.mp4",
            ["-f", "lavfi", "-t", "3", "-i", "testsrc2=s=1280x720:r=24"] + tone(seconds: 3)
                + ["-pix_fmt", "yuv420p", "-preset", "ultrafast", "-movflags", "+faststart"])
    }
}
