internal import Foundation
internal import Support
internal import Testing

/// `dailies serve`, from a signed webhook to a published clip.
@Suite(.serialized, .needsApiframeServer)
struct ServeTests {
    private let dailies: Dailies
    private let api: ApiframeServer

    init() throws {
        dailies = try Dailies()
        api = try ApiframeServer(try Clip.ordered())
        try api.behave(#"{"states": ["COMPLETED"]}"#)
    }

    /// A service and where it listens.
    private func serve(_ arguments: String...) throws -> (process: ChildProcess, url: String) {
        let errors = dailies.folder.file("errors-\(UUID().uuidString)")
        let process = try dailies.start(
            ["serve", "--listen", "127.0.0.1:0"] + arguments, environment: api.environment, errors: errors)
        for _ in 0..<400 {
            let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            if let line = said.split(separator: "\n").first(where: { $0.hasPrefix("listening on ") }) {
                return (process, String(line.dropFirst("listening on ".count)))
            }
            usleep(25_000)
        }
        throw CocoaError(.executableLoad)
    }

    /// Posts a delivery as the vendor's own handlers sign it; gives the status.
    private func post(_ body: String, to url: String, key: String = "afk_test") throws -> String {
        let script = """
            import hashlib, hmac, sys
            key = hashlib.sha256(sys.argv[1].encode()).hexdigest().encode()
            print(hmac.new(key, sys.argv[2].encode(), "sha256").hexdigest(), end="")
            """
        let signature = try Tool("python3").run(["-c", script, key, body]).text
        return try Tool("curl").run([
            "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-H", "X-Webhook-Signature: sha256=\(signature)",
            "--data-binary", body, "\(url)/webhooks/apiframe",
        ]).text
    }

    private func completed(_ job: String) -> String {
        // The URL is nobody's: what is fetched is what the API says.
        #"{"event":"completed","jobId":"\#(job)","status":"COMPLETED","result":{"videoUrl":"http://127.0.0.1:1/x"}}"#
    }

    private func order(_ prompt: String) throws -> String {
        try api.submit(
            #"{"model": "kling-3.0", "prompt": "\#(prompt)", "klingParams": {"duration": 3, "mode": "standard"}}"#)
    }

    private func states() throws -> [String] {
        let jobs = try dailies.run("queue", "list", "--json").json()["jobs"] as? [[String: Any]] ?? []
        return jobs.reversed().compactMap { $0["state"] as? String }
    }

    @Test func aSignedWebhookBecomesAPublishedClip() throws {
        let (process, url) = try serve()
        defer { process.signal(SIGKILL) }
        #expect(try Tool("curl").run(["-sS", "\(url)/healthz"]).text == "ok\n")
        let job = try order("owl")
        #expect(try post(completed(job), to: url, key: "afk_other") == "401")
        #expect(try post(completed(job), to: url) == "202")
        #expect(try post(completed(job), to: url) == "202")
        try waitUntil("the clip") { try states() == ["done"] }
        let id = try #require(dailies.names("library/clips").first)
        #expect((try dailies.sidecar(id)["generation"] as? [String: Any])?["jobId"] as? String == job)
        #expect(try api.log().count("file") == 1)
        process.signal(SIGTERM)
        #expect(process.wait() == 143)
    }

    @Test func whatWasAcceptedSurvivesKillsAndIsDoneOnce() throws {
        let jobs = try (0..<4).map { try order("owl \($0)") }
        for job in jobs {
            let (process, url) = try serve("--slots", "1")
            #expect(try post(completed(job), to: url) == "202")
            usleep(.random(in: 0...400_000))
            process.signal(SIGKILL)
            process.wait()
        }
        let run = try dailies.run(["work", "--drain"], environment: api.environment)
        #expect(try run.status == 0 && states() == Array(repeating: "done", count: 4), "\(run.errors)")
        #expect(dailies.names("library/clips").count == 4)
        #expect(dailies.names("library/.work") == [] && dailies.names("library/.fetch") == [])
    }

    @Test func aWebhookThatNeverCameLosesNothing() throws {
        let job = try order("owl")
        let (process, _) = try serve()
        defer { process.signal(SIGKILL) }
        try waitUntil("the clip") { try states() == ["done"] }
        let id = try #require(dailies.names("library/clips").first)
        #expect((try dailies.sidecar(id)["generation"] as? [String: Any])?["jobId"] as? String == job)
    }

    @Test func aJobThatTheProviderGaveUpIsDeadAtOnce() throws {
        try api.behave(#"{"states": ["FAILED"]}"#)
        let job = try order("owl")
        let (process, url) = try serve()
        defer { process.signal(SIGKILL) }
        #expect(try post(completed(job), to: url) == "202")
        try waitUntil("its end") { try states() == ["dead"] }
        let listed = try #require(dailies.run("queue", "list", "--json").json()["jobs"] as? [[String: Any]])
        #expect(listed[0]["attempts"] as? Int == 1)
        #expect("\(listed[0]["error"] ?? "")".contains("the content was refused"), "\(listed)")
    }

    @Test func anAddressThatIsTakenIsAnError() throws {
        let (process, url) = try serve()
        defer { process.signal(SIGKILL) }
        let second = try dailies.run(
            ["serve", "--listen", String(url.dropFirst("http://".count))], environment: api.environment)
        #expect(second.status == 2 && second.errors.contains("Address already in use"), "\(second.errors)")
        #expect(try dailies.run("serve", "--listen", "nowhere").status == 2)
    }
}
