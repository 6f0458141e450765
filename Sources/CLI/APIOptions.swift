internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// Where the API is, and who asks.
struct APIOptions: ParsableArguments {
    @Option(
        help: """
            A file that holds the API key, which nobody else may be able to read (chmod 600; in Kubernetes a secret's \
            defaultMode: 0400); else the environment's APIFRAME_API_KEY, else the file that APIFRAME_API_KEY_FILE names.
            """, completion: .file())
    var apiKeyFile: String?
    @Option(help: "The API's address; else the environment's APIFRAME_BASE_URL, else the vendor's.")
    var baseURL: String?
    @Flag(name: .customLong("plain-http"), help: "Show the API key also to a server that is not asked over https.")
    var plainHTTP = false

    /// The key that a worker told this process.
    var told: APIKey?

    /// Who asks. Throws ``APISetupError``.
    func key() throws -> APIKey {
        try told ?? APIKey(file: apiKeyFile, environment: ProcessInfo.processInfo.environment)
    }

    /// The client, whose waits end when `stop` is raised.
    func client(_ stop: StopFlag) throws -> ApiframeClient {
        let environment = ProcessInfo.processInfo.environment
        let named = baseURL ?? environment["APIFRAME_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        return ApiframeClient(
            try APIAddress(named ?? APIAddress.vendor, allowsPlainHTTP: plainHTTP),
            try key(), over: HTTPTransport(),
            sleep: { try await stop.sleep(for: $0) })
    }

    /// The options that a command has to have again to reach the same server, for a line that is shown.
    var repeated: String {
        (baseURL.map { " --base-url \($0.quotedForShell)" } ?? "")
            + (apiKeyFile.map { " --api-key-file \($0.quotedForShell)" } ?? "") + (plainHTTP ? " --plain-http" : "")
    }
}

extension String {
    /// The text as a shell takes it for one word.
    var quotedForShell: String {
        let plain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=@%+,".contains($0)) }
        return plain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
    }
}
