internal import Foundation
internal import Support

/// A library of many made clips, as `scripts/bench-library` makes it: sidecars with the few small files that they list.
struct MadeLibrary {
    let dailies: Dailies
    let clips: Int

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/bench-library").path

    init(clips: Int) throws {
        dailies = try Dailies()
        self.clips = clips
        _ = try Tool("python3").run([
            Self.script, "--clips", "\(clips)", "--keep", dailies.folder.file("library"), "--only", "nothing",
        ])
    }

    /// The ids of the clips, sorted.
    var ids: [String] { dailies.names("library/clips") }

    /// Runs a command of the library.
    func run(_ words: String...) throws -> Tool.Run { try dailies.run(["library"] + words) }

    /// The ids that a command lists.
    func listed(_ words: String...) throws -> [String] {
        try dailies.run(["library"] + words + ["--json"]).clips().compactMap { $0["id"] as? String }
    }
}
