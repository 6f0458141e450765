internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import Service

/// Who may use the service, and how much of the machine.
struct AccessOptions: ParsableArguments {
    @Option(
        help: """
            A file with the token that pages and interface ask for, which nobody else may be able to read; else the \
            environment's DAILIES_TOKEN. Without one they are only for this machine.
            """, completion: .file())
    var tokenFile: String?
    @Option(
        help: """
            A file with the SHA-256 of the API key, for a machine that takes webhooks in and has no API key; else the \
            environment's DAILIES_WEBHOOK_KEY.
            """, completion: .file())
    var webhookKeyFile: String?
    @Option(
        help: """
            A host that clips may be fetched from when there is no API key, *.example.org for all below it; may be \
            repeated. Else the vendor's.
            """)
    var clipHost: [String] = []
    @Option(
        help: """
            A folder whose files may be entered as jobs by the interface; may be repeated. Else all files where it can \
            be reached from this machine only, and none where others can.
            """, completion: .directory)
    var files: [String] = []
    @Option(help: "How many jobs may wait before more are refused.") var queueLimit = 1_000_000
    @Option(help: "MiB of the disk that stay free: with less, jobs are refused.") var diskReserve = 256

    func validate() throws {
        guard (1...1_000_000_000).contains(queueLimit) else {
            throw ValidationError("--queue-limit takes a number from 1.")
        }
        guard (0...(1 << 24)).contains(diskReserve) else { throw ValidationError("--disk-reserve takes MiB from 0.") }
        for host in clipHost where host.contains(where: { "/: ".contains($0) }) || host.isEmpty {
            throw ValidationError("--clip-host takes a host's name, such as cdn.example.org or *.example.org.")
        }
    }

    /// What is in force, by the options' names.
    var values: [String: [String]] {
        [
            "token-file": tokenFile.map { [$0] } ?? [], "webhook-key-file": webhookKeyFile.map { [$0] } ?? [],
            "clip-host": clipHost.isEmpty ? ClipRule.vendorHosts : clipHost, "files": files,
            "queue-limit": ["\(queueLimit)"], "disk-reserve": ["\(diskReserve)"],
        ]
    }

    /// Sets what was asked for. Throws where a token cannot be used.
    func apply(to settings: inout ServiceSettings) throws {
        if let tokenFile {
            settings.token = try AccessToken(contentsOf: tokenFile)
        } else if let text = Self.variable("DAILIES_TOKEN") {
            settings.token = try AccessToken(text, from: "DAILIES_TOKEN")
        }
        if !files.isEmpty || !settings.address.isLocal {
            settings.files = .under(files.map { URL(fileURLWithPath: $0, isDirectory: true) })
        }
        settings.mostWaiting = queueLimit
        settings.diskReserve = diskReserve << 20
    }

    /// Whose deliveries are known by the digest of a key alone; `nil` where none is given.
    func webhookSignature() throws -> WebhookSignature? {
        let (text, origin): (String, String)
        if let webhookKeyFile {
            do { (text, origin) = (try SecretFile.read(webhookKeyFile, upTo: 1024), webhookKeyFile) } catch {
                throw ValidationError("the webhook key's file \(error)")
            }
        } else if let variable = Self.variable("DAILIES_WEBHOOK_KEY") {
            (text, origin) = (variable, "DAILIES_WEBHOOK_KEY")
        } else {
            return nil
        }
        guard let signature = WebhookSignature(keyDigest: text) else {
            throw ValidationError(
                "\(origin) has to hold the SHA-256 of the API key, as 'printf %s \"$KEY\" | sha256sum' prints its 64 digits."
            )
        }
        return signature
    }

    private static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
