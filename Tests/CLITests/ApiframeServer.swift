internal import Foundation
internal import Support

/// `scripts/apiframe-server`, which behaves as the API is documented to, for as long as this value lives.
final class ApiframeServer {
    static let isAvailable = Tool("python3").isInstalled && Tool("curl").isInstalled
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/apiframe-server").path

    /// "http://127.0.0.1:40123".
    private(set) var url = ""
    private let folder: TemporaryFolder
    private let process = Process()

    /// A server that delivers these clips.
    init(_ clips: String...) throws {
        folder = try TemporaryFolder()
        // A file rather than a pipe, which would have to be read on.
        let said = folder.file("said")
        try Data().write(to: URL(fileURLWithPath: said))
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Self.script] + clips.flatMap { ["--clip", $0] }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: said)
        try process.run()
        for _ in 0..<400 {
            let line = try String(contentsOfFile: said, encoding: .utf8)
            if line.hasSuffix("\n") {
                url = line.trimmingCharacters(in: .newlines)
                return
            }
            usleep(25_000)
        }
        throw CocoaError(.executableLoad)
    }

    deinit {
        // Whoever runs the tests may have made its children deaf to SIGTERM.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// What a program has to be told to use this server.
    var environment: [String: String] {
        [
            "APIFRAME_BASE_URL": url, "APIFRAME_API_KEY": "afk_test", "DAILIES_ALLOW_PRIVATE": "1",
            "APIFRAME_API_KEY_FILE": "",
        ]
    }

    /// Changes how it behaves: a JSON object of the fields of the script's `Behaviour`.
    func behave(_ settings: String) throws {
        try Tool("curl").run(["-sS", "--fail", "-X", "PUT", "--data-binary", settings, "\(url)/_control"])
    }

    /// Submits a request past the program; gives the job's id.
    func submit(_ body: String) throws -> String {
        let answer = try Tool("curl").run(
            ["-sS", "--fail", "-H", "X-API-Key: afk_test", "--data-binary", body, "\(url)/v2/videos/generate"])
        let job = try JSONSerialization.jsonObject(with: answer.output) as? [String: Any]
        return job?["jobId"] as? String ?? ""
    }

    /// What was asked of it, and what came of it.
    struct Log {
        let entries: [[String: Any]]
        let credits: Int
        let jobs: [String]

        var submits: [[String: Any]] { entries.filter { $0["on"] as? String == "submit" } }
        /// The idempotency keys that came.
        var keys: Set<String> { Set(submits.compactMap { $0["key"] as? String }) }
        func count(_ what: String) -> Int { entries.count { $0["on"] as? String == what } }
    }

    func log() throws -> Log {
        let answer = try Tool("curl").run(["-sS", "--fail", "\(url)/_log"])
        let log = try JSONSerialization.jsonObject(with: answer.output) as? [String: Any] ?? [:]
        return Log(
            entries: log["log"] as? [[String: Any]] ?? [], credits: log["credits"] as? Int ?? -1,
            jobs: log["jobs"] as? [String] ?? [])
    }
}
