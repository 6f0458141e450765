internal import Foundation

/// What is known of a download, kept beside the part that is here, so that another process can go on with it.
///
/// Nothing in it is secret: the URL is without its query, and the resource is a name or a hash.
struct PartialState: Codable, Sendable, Equatable {
    /// Goes up when older programs could misread the file.
    static let currentVersion = 1

    var version = currentVersion
    /// What is fetched: whoever fetches something else into the same place begins anew.
    var resource: String
    /// Where it came from last, without secrets.
    var url: String
    /// What tells this version of the file from others; without it nothing is resumed.
    var validator: Validator?
    /// The file's size, where a server told.
    var total: Int?
    /// What the server called it.
    var contentType: String?
    /// Whether the server marks the end of what it sends.
    var marksItsEnd = true
    /// This many bytes are on the disk for certain, also after a power cut.
    var synced = 0
    /// The run of the machine in which this was written: within it, all bytes in the file are good.
    var boot: String
    /// The whole file's hash and the time of its last byte, once it is verified.
    var finished: Finished?

    struct Finished: Codable, Sendable, Equatable {
        var bytes: Int
        var sha256: String
        /// Seconds since 1970.
        var at: Int
    }

    init(resource: String, url: String) {
        self.resource = resource
        self.url = url
        boot = Self.currentBoot
    }

    /// The run that the machine is in; a random word where that cannot be told, so that no other run is like it.
    static let currentBoot: String = {
        let file = "/proc/sys/kernel/random/boot_id"
        return (try? String(contentsOfFile: file, encoding: .utf8))?.trimmed ?? UUID().uuidString
    }()

    /// Reads a state; `nil` where there is none, or none that makes sense.
    static func read(_ path: String) -> PartialState? {
        guard let data = FileManager.default.contents(atPath: path), data.count < 1 << 16,
            let state = try? JSONDecoder().decode(PartialState.self, from: data), state.version == currentVersion
        else { return nil }
        return state
    }

    /// Writes it under a temporary name, syncs, and renames.
    func write(_ path: String) throws(POSIXFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { throw POSIXFailure(path, EINVAL) }
        let draft = path + ".new"
        do {
            let file = try OpenFile(updating: draft)
            try file.truncate(to: 0)
            let result = data.withUnsafeBytes { bytes in
                Result { () throws(POSIXFailure) in try file.write(bytes, at: 0) }
            }
            try result.get()
            try file.sync()
        }
        guard rename(draft, path) == 0 else { throw POSIXFailure(path) }
    }
}
