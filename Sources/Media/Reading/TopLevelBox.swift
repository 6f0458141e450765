internal import Foundation

/// A box of an MP4 that lies in no other box (ISO/IEC 14496-12, 4.2).
struct TopLevelBox {
    /// Its four letters, "moov".
    let kind: String
    /// What stands for the kind of a `uuid` box, 16 bytes; empty in others.
    let userType: [UInt8]
    /// Where its contents are in the file; to the file's end where the box says so, or lies about its size.
    let contents: Range<UInt64>

    /// The boxes of a file from its start, until `isEnough` of them. No more than 64: a clip has a handful of them, a
    /// hostile one may have millions of empty ones.
    static func read(_ file: FileHandle, until isEnough: ([TopLevelBox]) -> Bool = { _ in false }) -> [TopLevelBox] {
        guard let end = try? file.seekToEnd() else { return [] }
        var boxes: [TopLevelBox] = []
        var offset: UInt64 = 0
        while boxes.count < 64, !isEnough(boxes), offset < end {
            guard (try? file.seek(toOffset: offset)) != nil, let head = try? file.read(upToCount: 32), head.count >= 8
            else { break }
            let bytes = [UInt8](head)
            var size = number(bytes[0..<4])
            var begin = 8
            if size == 1, bytes.count >= 16 {
                size = number(bytes[8..<16])
                begin = 16
            }
            let isUser = bytes[4..<8].elementsEqual("uuid".utf8) && bytes.count >= begin + 16
            let userType = isUser ? Array(bytes[begin..<begin + 16]) : []
            let start = min(end, offset + UInt64(begin + userType.count))
            // A size of 0 reaches to the end of the file.
            let (declared, overflow) = offset.addingReportingOverflow(size)
            let next = size == 0 || overflow ? end : min(end, declared)
            boxes.append(
                TopLevelBox(
                    kind: String(decoding: bytes[4..<8], as: UTF8.self), userType: userType,
                    contents: start..<max(start, next)))
            guard size >= 8 else { break }
            offset = next
        }
        return boxes
    }

    /// The first bytes of its contents, `limit` at the most.
    func bytes(of file: FileHandle, limit: Int) -> [UInt8] {
        guard (try? file.seek(toOffset: contents.lowerBound)) != nil else { return [] }
        let count = min(UInt64(limit), contents.upperBound - contents.lowerBound)
        return (try? file.read(upToCount: Int(count))).flatMap { $0.map { [UInt8]($0) } } ?? []
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
