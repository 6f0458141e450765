package import Foundation
internal import Fetch
package import Library
internal import Media

/// A clip as it was delivered: a file, and what is known of where it came from.
package struct Delivery: Sendable {
    /// The file.
    package var file: URL
    /// What it was called where it came from.
    package var originalName: String
    /// Where it was fetched from; `nil` for a file of unknown origin.
    package var url: SourceURL?
    /// When it was fetched.
    package var fetchedAt: Date?
    /// The job that made it.
    package var jobID: String?
    /// The hash and size of a file that was verified as it came, and that nobody else writes to; such a file is linked
    /// rather than copied.
    var content: (sha256: SHA256Hex, bytes: Int)?
    /// Whether the file is a copy of ours of what the user named.
    var isCopy: Bool { content != nil }
    /// The clip of the library whose source this is; `nil` for a file from outside.
    package var clip: ClipID?
    /// The hash of that source, as it was stored.
    private var storedHash: SHA256Hex?

    /// A file that lies somewhere.
    package init(file: URL) {
        self.file = file
        originalName = file.lastPathComponent
    }

    /// What a user named for `library`: a file, one of the library's own sources, or a clip by its id.
    package init(named input: String, in library: URL) {
        if !FileManager.default.fileExists(atPath: input), let id = try? ClipID(validating: input),
            let stored = try? Delivery(clip: id, in: library)
        {
            self = stored
        } else {
            self.init(path: input, in: library)
        }
    }

    /// The source of a stored clip. Throws ``LibraryError``.
    package init(clip id: ClipID, in library: URL) throws {
        let store = ClipStore(root: library)
        self.init(stored: try store.sidecar(for: id), in: store)
    }

    /// The file at a path, which may be one of the library's own sources.
    package init(path: String, in library: URL) {
        self.init(file: URL(fileURLWithPath: path))
        let store = ClipStore(root: library)
        if let id = try? ClipID(validating: file.deletingLastPathComponent().lastPathComponent),
            file.deletingLastPathComponent().standardizedFileURL.path == store.folder(of: id).standardizedFileURL.path,
            let sidecar = try? store.sidecar(for: id), sidecar.source.file == file.lastPathComponent
        {
            self.init(stored: sidecar, in: store)
        }
    }

    private init(stored sidecar: Sidecar, in store: ClipStore) {
        file = store.folder(of: sidecar.id).appending(path: sidecar.source.file)
        originalName = sidecar.source.originalName ?? sidecar.source.file
        url = sidecar.source.url
        fetchedAt = sidecar.source.fetchedAt
        jobID = sidecar.generation?.jobId
        clip = sidecar.id
        storedHash = sidecar.source.sha256
    }

    /// What the file is: the clip that it becomes, and its content.
    struct Identity: Equatable {
        let id: ClipID
        let sha256: SHA256Hex
    }

    /// Reads all of the file, unless it was hashed as it came.
    func identity() throws -> Identity {
        try InputFile.require(file.relativePath)
        let hash = try content?.sha256 ?? FileHash.sha256(of: file.resolvingSymlinksInPath()).sha256
        guard let clip else { return Identity(id: ClipID(sha256: hash, jobID: jobID), sha256: hash) }
        guard hash == storedHash else {
            throw LibraryError.cannotRead(
                path: file.path, reason: "it is not what was stored; run dailies library verify")
        }
        return Identity(id: clip, sha256: hash)
    }
}
