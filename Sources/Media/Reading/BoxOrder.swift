internal import Foundation

/// The order of an MP4's top-level boxes (ISO/IEC 14496-12).
package enum BoxOrder {
    /// Whether the index comes before the picture data, so that a player can start while the file is
    /// still arriving; `nil` when the file is no MP4 or has not both.
    package static func isFastStart(_ path: String) -> Bool? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var offset: UInt64 = 0
        var seen: [String] = []
        // A clip has a handful of boxes; a hostile one may have millions of empty ones.
        for _ in 0..<64 where !(seen.contains("moov") && seen.contains("mdat")) {
            guard (try? file.seek(toOffset: offset)) != nil, let head = try? file.read(upToCount: 16), head.count >= 8
            else { break }
            let bytes = [UInt8](head)
            var size = bytes[0..<4].reduce(0) { $0 << 8 | UInt64($1) }
            if size == 1, bytes.count == 16 { size = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) } }
            seen.append(String(decoding: bytes[4..<8], as: UTF8.self))
            let (next, overflow) = offset.addingReportingOverflow(size)
            guard size >= 8, !overflow else { break }
            offset = next
        }
        guard let index = seen.firstIndex(of: "moov"), let data = seen.firstIndex(of: "mdat") else { return nil }
        return index < data
    }
}
