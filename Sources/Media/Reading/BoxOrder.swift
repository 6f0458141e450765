internal import Foundation

/// The order of an MP4's top-level boxes (ISO/IEC 14496-12).
package enum BoxOrder {
    /// Whether the index comes before the picture data, so that a player can start while the file is
    /// still arriving; `nil` when the file is no MP4 or has not both.
    package static func isFastStart(_ path: String) -> Bool? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        let kinds = TopLevelBox.read(file) { boxes in
            boxes.contains { $0.kind == "moov" } && boxes.contains { $0.kind == "mdat" }
        }.map(\.kind)
        guard let index = kinds.firstIndex(of: "moov"), let data = kinds.firstIndex(of: "mdat") else { return nil }
        return index < data
    }
}
