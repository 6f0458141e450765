public import Foundation
internal import Library

/// A clip in a library: its source byte for byte, and all that was made from it.
public struct StoredClip: Sendable, Identifiable {
    /// The name of its folder, which comes from its content.
    public let id: String
    /// The clip's folder.
    public let folder: URL
    /// The source, exactly as it came.
    public let source: URL
    /// The worst of ``checks``.
    public let verdict: Verdict
    /// What was ordered compared with what came.
    public let checks: [Check]
    /// Its shots in order, which tile it; none where it was only stored.
    public let shots: [Shot]
    /// Every file that was made from the source: shots, thumbnails, proxies, timelines, the page.
    public let files: [URL]
    /// Everything that is known of the clip, as its `clip.json` has it: JSON with a published schema,
    /// `presets/schema/clip.schema.json`, whose keys keep their names and meaning.
    public let sidecar: Data

    init(_ sidecar: Sidecar, in folder: URL) throws {
        id = sidecar.id.text
        self.folder = folder
        source = folder.appending(path: sidecar.source.file)
        verdict = Verdict(rawValue: sidecar.verdict.rawValue)!
        checks = sidecar.checks.map(Check.init)
        shots = sidecar.shots.map(Shot.init)
        files = sidecar.files.map { folder.appending(path: $0.file) }
        self.sidecar = try CanonicalJSON.encode(sidecar)
    }

    /// The clips of a library that can be read, by id. What is damaged is left out; `dailies library verify` tells of it.
    ///
    /// - Parameter library: the library's folder; one that is not there holds no clips.
    public static func all(in library: URL) throws -> [StoredClip] {
        try ClipError.wrapping {
            let store = ClipStore(root: library)
            return try store.ids().compactMap { id in
                guard let sidecar = try? store.sidecar(for: id) else { return nil }
                return try StoredClip(sidecar, in: store.folder(of: id))
            }
        }
    }
}
