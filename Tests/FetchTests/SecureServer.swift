internal import Foundation
internal import Support

/// An HTTPS server with a certificate of its own making for "localhost", by OpenSSL's own program.
final class SecureServer {
    static let openssl = Tool("openssl")
    let port: Int
    /// The certificate, which is its own authority.
    let certificate: String
    private let process: ChildProcess
    private let folder: TemporaryFolder

    /// Serves `content` as /clip.mp4.
    init(_ content: [UInt8]) throws {
        folder = try TemporaryFolder()
        certificate = folder.file("certificate.pem")
        let key = folder.file("key.pem")
        try Self.openssl.run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
        ])
        _ = try folder.write(content, to: "clip.mp4")
        // A port that was free a moment ago.
        port = try FaultServer { $1.close() }.port
        process = try ChildProcess(
            "/usr/bin/env",
            [
                "openssl", "s_server", "-quiet", "-WWW", "-accept", "127.0.0.1:\(port)", "-cert", certificate, "-key",
                key,
            ], in: folder.path)
    }

    deinit { process.end() }
}
