internal import Foundation

/// Whether a file ends where its container says it does: the only thing that shows a download cut short when the
/// server did not mark the end, or lied about it.
enum ContainerEnd: Sendable, Equatable {
    /// The container's own lengths add up to the file's.
    case reached
    /// The file ends in the middle of something: how many bytes are missing.
    case missing(Int)
    /// The container does not say.
    case unknown

    /// Reads the lengths in the file at `path`, a few bytes for each top-level part.
    init(ofFileAt path: String) throws(POSIXFailure) {
        let file = try OpenFile(reading: path)
        let size = try file.size()
        let head = try file.bytes(at: 0, count: 12)
        if head.count >= 8, MediaKind(head) == .media, head[4..<8].allSatisfy({ (97...122).contains($0) }) {
            self = try Self.walkBoxes(file, size)
        } else if head.starts(with: Array("RIFF".utf8)), head.count == 12 {
            // Long AVI files go on in further RIFF parts, so only what is missing can be told.
            let end = 8 + (4..<8).reversed().reduce(0) { $0 << 8 | Int(head[$1]) }
            self = end > size ? .missing(end - size) : .reached
        } else if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            self = try Self.walkElements(file, size)
        } else {
            self = .unknown
        }
    }

    /// ISO media: boxes of 32 or 64 bit lengths, one after the other. Length 0 means up to the end.
    private static func walkBoxes(_ file: borrowing OpenFile, _ size: Int) throws(POSIXFailure) -> ContainerEnd {
        var place = 0
        for _ in 0..<10_000 where place < size {
            let head = try file.bytes(at: place, count: 16)
            guard head.count >= 8 else { return .missing(8 - head.count) }
            var length = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
            if length == 0 { return .unknown }
            if length == 1 {
                guard head.count == 16, head[8] < 0x40 else { return .unknown }
                length = head[8..<16].reduce(0) { $0 << 8 | Int($1) }
            }
            // Padding of zeros, or anything else that is no box: players stop here, and so do we.
            guard length >= 8, head[4..<8].allSatisfy({ $0 >= 32 }) else { return .unknown }
            let (end, overflow) = place.addingReportingOverflow(length)
            guard !overflow else { return .unknown }
            if end > size { return .missing(end - size) }
            place = end
        }
        return place == size ? .reached : .unknown
    }

    /// Matroska: the header element, then the segment, whose length may be unknown (all ones).
    private static func walkElements(_ file: borrowing OpenFile, _ size: Int) throws(POSIXFailure) -> ContainerEnd {
        var place = 0
        for _ in 0..<16 where place < size {
            let head = try file.bytes(at: place, count: 12)
            guard head.count > 4, let id = Self.lengthOfNumber(head[0]), id <= 4, id < head.count,
                let count = Self.lengthOfNumber(head[id]), id + count <= head.count
            else { return head.count < 12 ? .missing(1) : .unknown }
            let digits = head[id..<id + count]
            let length = digits.dropFirst().reduce(Int(digits[id]) & (0xFF >> count)) { $0 << 8 | Int($1) }
            if length == (1 << (7 * count)) - 1 { return .unknown }
            place += id + count + length
            if place > size { return .missing(place - size) }
        }
        return place == size ? .reached : .unknown
    }

    /// How many bytes a Matroska number has that begins with this one.
    private static func lengthOfNumber(_ first: UInt8) -> Int? { first == 0 ? nil : first.leadingZeroBitCount + 1 }
}
