internal import Foundation
internal import Support

/// `dailies serve` on a port of its own, until it is ended.
struct RunningService {
    let process: ChildProcess
    /// "http://127.0.0.1:40123".
    let url: String
    private let trace: String?

    /// Starts it, with the key that ``ApiframeServer`` takes; what it asks of the disk goes to the file `trace`.
    init(
        _ dailies: Dailies, _ arguments: [String], environment: [String: String] = [:], trace: String? = nil
    ) throws {
        self.trace = trace
        let errors = dailies.folder.file("errors-\(UUID().uuidString)")
        let command = [Dailies.programPath, "serve", "--listen", "127.0.0.1:0"] + arguments
        // -D: the process that is started becomes the program, and the tracer its grandchild.
        let tracer = trace.map { ["strace", "-D"] + DiskTrace.options($0) } ?? []
        process = try ChildProcess(
            "/usr/bin/env", tracer + command, in: dailies.folder.path,
            environment: ["APIFRAME_API_KEY": "afk_test", "APIFRAME_API_KEY_FILE": ""].merging(environment) { $1 },
            errors: errors)
        for _ in 0..<1200 {
            let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            if let line = said.split(separator: "\n").first(where: { $0.hasPrefix("listening on ") }) {
                url = String(line.dropFirst("listening on ".count))
                return
            }
            usleep(25_000)
        }
        process.end()
        throw CocoaError(.executableLoad)
    }

    /// Delivers a webhook, signed as the vendor's own handlers sign it; gives the status.
    func deliver(_ body: String) throws -> String {
        let script = """
            import hashlib, hmac, sys
            key = hashlib.sha256(b"afk_test").hexdigest().encode()
            print(hmac.new(key, sys.argv[1].encode(), "sha256").hexdigest(), end="")
            """
        let signature = try Tool("python3").run(["-c", script, body]).text
        return try send(body, to: "/webhooks/apiframe", ["X-Webhook-Signature: sha256=\(signature)"])
    }

    /// Enters an input over the interface; gives the status.
    func post(_ input: String) throws -> String {
        try send(#"{"input": "\#(input)"}"#, to: "/api/jobs", ["Content-Type: application/json"])
    }

    private func send(_ body: String, to path: String, _ fields: [String]) throws -> String {
        try Tool("curl").run(
            ["-sS", "-o", "/dev/null", "-w", "%{http_code}"] + fields.flatMap { ["-H", $0] }
                + ["--data-binary", body, url + path]
        ).text
    }

    /// Ends it, and gives what it asked of the disk.
    func traced() throws -> DiskTrace {
        process.end()
        let trace = trace ?? ""
        for _ in 0..<400 where try !String(contentsOfFile: trace, encoding: .utf8).contains("\(process.id) +++ killed")
        {
            usleep(25_000)
        }
        return try DiskTrace(trace)
    }
}
