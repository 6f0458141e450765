internal import Foundation
package import Timing

/// The edit list of an MP4's track (ISO/IEC 14496-12, 8.6.6): which part of what is stored is shown.
package enum EditList {
    /// Ends what a track shows `length` after its first picture: what is stored behind stays hidden. FFmpeg's writer can
    /// hide a beginning, but no end.
    ///
    /// - Parameters:
    ///   - path: a finished file whose index lies before its data.
    ///   - track: counted from 0.
    package static func shorten(_ path: String, track: Int, to length: MediaTime) throws(OutputError) {
        do {
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            defer { try? file.close() }
            guard var movie = try Movie(reading: file) else {
                throw OutputError(path: path, reason: "its index is not at the front")
            }
            movie.shorten(track: track, to: length)
            try file.seek(toOffset: movie.offset)
            try file.write(contentsOf: Data(movie.bytes))
        } catch let error as OutputError {
            throw error
        } catch {
            throw OutputError(path: path, reason: "\(error)")
        }
    }

    /// The box `moov`, header included.
    private struct Movie {
        let offset: UInt64
        var bytes: [UInt8]

        init?(reading file: FileHandle) throws {
            var offset: UInt64 = 0
            for _ in 0..<16 {
                try file.seek(toOffset: offset)
                guard let head = try file.read(upToCount: 8), head.count == 8 else { return nil }
                let head4 = [UInt8](head)
                let size = head4[0..<4].reduce(0) { $0 << 8 | UInt64($1) }
                guard size >= 8 else { return nil }
                if head4[4..<8].elementsEqual("moov".utf8) {
                    try file.seek(toOffset: offset)
                    guard let all = try file.read(upToCount: Int(size)), all.count == Int(size) else { return nil }
                    self.offset = offset
                    bytes = [UInt8](all)
                    return
                }
                offset += size
            }
            return nil
        }

        mutating func shorten(track: Int, to length: MediaTime) {
            let all = 8..<bytes.count
            guard let header = box("mvhd", in: all).first else { return }
            let isLong = bytes[header.lowerBound] == 1
            let scale = number(at: header.lowerBound + (isLong ? 20 : 12), size: 4)
            guard scale > 0, let base = Rational(1, scale),
                let end = length.rescaled(to: base, rounding: .nearest)?.ticks
            else { return }
            var longest = 0
            for (index, trak) in box("trak", in: all).enumerated() {
                guard let head = box("tkhd", in: trak).first else { continue }
                let place = bytes[head.lowerBound] == 1 ? (head.lowerBound + 28, 8) : (head.lowerBound + 20, 4)
                if index == track, let edits = box("edts", in: trak).first, let list = box("elst", in: edits).first {
                    let entry = (list.lowerBound + 8, bytes[list.lowerBound] == 1 ? 8 : 4)
                    set(min(end, number(at: entry.0, size: entry.1)), at: entry.0, size: entry.1)
                    set(min(end, number(at: place.0, size: place.1)), at: place.0, size: place.1)
                }
                longest = max(longest, number(at: place.0, size: place.1))
            }
            set(longest, at: header.lowerBound + (isLong ? 24 : 16), size: isLong ? 8 : 4)
        }

        /// The contents of every box of a kind among those that lie in a range.
        private func box(_ kind: String, in range: Range<Int>) -> [Range<Int>] {
            var found: [Range<Int>] = []
            var place = range.lowerBound
            while place + 8 <= range.upperBound {
                let size = number(at: place, size: 4)
                guard size >= 8, place + size <= range.upperBound else { break }
                if bytes[place + 4..<place + 8].elementsEqual(kind.utf8) { found.append(place + 8..<place + size) }
                place += size
            }
            return found
        }

        private func number(at place: Int, size: Int) -> Int {
            bytes[place..<place + size].reduce(0) { $0 << 8 | Int($1) }
        }

        private mutating func set(_ value: Int, at place: Int, size: Int) {
            for index in 0..<size {
                bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * (size - 1 - index)))
            }
        }
    }
}
