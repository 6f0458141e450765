package import Foundation
internal import Library
package import Render
internal import Timing

/// A contact sheet of the versions of one piece of work: the same shot of each side by side.
package struct GroupSheet {
    private let store: ClipStore

    package init(library: URL) { store = ClipStore(root: library) }

    /// What a sheet shows.
    package struct Made: Sendable {
        package let jpeg: Data
        package let size: PictureSize
        /// How many versions and shots are on it, and how many there are.
        package let versions, shots, allVersions, allShots: Int
    }

    /// The sheet of a group, its versions by their labels. Throws ``UsageError`` for a group that no clip is of, or none that
    /// has shots.
    ///
    /// - Parameter cellWidth: how wide a still is at most, in pixels.
    package func make(_ group: String, cellWidth: Int) throws -> Made {
        var filter = LibraryFilter()
        filter.group = group
        let ids = try Catalogue(of: store).list(filter, by: ClipOrder(.group)).map(\.id)
        guard !ids.isEmpty else { throw UsageError("no clip is of group '\(group)'") }
        let clips = try ids.prefix(VersionSheet.mostColumns).map { try store.sidecar(for: $0) }
        let all = GroupShots(clips).rows
        guard !all.isEmpty else {
            throw UsageError("no version of '\(group)' was cut into shots; run dailies process \(ids[0])")
        }
        let rows = try all.map { row in
            VersionSheet.Row(
                title: "Shot \(row.number)\(row.prompt.map { "   \($0)" } ?? "")",
                cells: try zip(clips, row.shots).map { clip, shot in try shot.flatMap { try cell($0, of: clip) } })
        }
        let sheet = try VersionSheet.jpeg(columns: clips.map(\.versionName), rows, cellWidth: cellWidth)
        return Made(
            jpeg: Data(sheet.bytes), size: sheet.size, versions: clips.count, shots: sheet.rows, allVersions: ids.count,
            allShots: all.count)
    }

    private func cell(_ shot: Sidecar.Shot, of clip: Sidecar) throws -> VersionSheet.Cell? {
        guard let name = clip.still(of: shot), let output = clip.files.first(where: { $0.file == name }) else {
            return nil
        }
        let file = store.folder(of: clip.id).appending(path: name)
        return VersionSheet.Cell(
            still: Array(try FileHash.content(of: file, having: output.sha256)),
            label: "\(shot.start.clockText) – \(shot.end.clockText)")
    }
}
