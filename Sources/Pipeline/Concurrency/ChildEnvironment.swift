internal import Foundation

/// The environment that this program gives to processes of its own: only variables that are named here.
///
/// What else stands in ours may be a secret, and a child that reads files of strangers has no use for one. A variable is
/// also shown in `/proc/PID/environ`, to whoever may look at the process.
package enum ChildEnvironment {
    /// How programs run on this machine: where they, their libraries and their files are, and what people read there.
    private static let common: Set<String> = [
        "PATH", "HOME", "TMPDIR", "TZ", "TZDIR", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "LD_PRELOAD", "SWIFT_BACKTRACE",
    ]
    /// What a job needs beside them; the API key is told to it otherwise.
    private static let job: Set<String> = [
        "SSL_CERT_FILE", "SSL_CERT_DIR", "DAILIES_PRESETS", "DAILIES_ALLOW_PRIVATE", "DAILIES_PROMPT_WRITER",
        "APIFRAME_BASE_URL",
    ]

    /// For a process that only reads a file.
    package static var ofReader: [String: String] { variables { common.contains($0) } }

    /// For a process that does a job.
    package static var ofJob: [String: String] { variables { common.contains($0) || job.contains($0) } }

    private static func variables(_ isNamed: (String) -> Bool) -> [String: String] {
        ProcessInfo.processInfo.environment.filter { isNamed($0.key) || $0.key.hasPrefix("LC_") }
    }
}
