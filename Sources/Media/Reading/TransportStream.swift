internal import Foundation

/// The packets of an MPEG transport stream (ISO/IEC 13818-1, 2.4.3): all of one size, each with the same first byte.
package enum TransportStream {
    private static let firstByte: UInt8 = 0x47
    /// Plain ones, those of Blu-ray with a time before, and those with error correction behind.
    private static let sizes = [188, 192, 204]

    /// Whether the file at `path` ends inside a packet: no writer does that, so the rest is missing. `false` for what is no
    /// transport stream, and where the packets do not reach to the end.
    package static func endsInsidePacket(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        guard let head = try? file.read(upToCount: 8 * 204), let end = try? file.seekToEnd() else { return false }
        let bytes = [UInt8](head)
        for size in sizes {
            let first = bytes.indices.prefix(size).first { start in
                let starts = stride(from: start, to: bytes.count, by: size)
                return starts.underestimatedCount >= 3 && starts.allSatisfy { bytes[$0] == firstByte }
            }
            // The byte stands at the beginning of a plain packet, and behind the four of the time in one of 192.
            guard let first, first == (size == 192 ? 4 : 0) else { continue }
            let rest = Int(end) % size
            let last = UInt64(Int(end) - rest + first)
            guard rest > first, (try? file.seek(toOffset: last)) != nil else { return rest > 0 }
            return (try? file.read(upToCount: 1))?.first == firstByte
        }
        return false
    }
}
