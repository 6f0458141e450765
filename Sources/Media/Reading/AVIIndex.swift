internal import Foundation

/// The index of an AVI (`idx1`): one line of 16 bytes for each chunk of any stream, with its name, flags, place and size.
enum AVIIndex {
    /// A clip's index is far smaller; a damaged file can say any size.
    private static let mostBytes = 64 << 20

    /// How many chunks of a stream the index lists that have no data: each shows the picture before for longer, and
    /// FFmpeg's reader leaves it out. 0 where the file has no such index.
    static func emptyChunks(of stream: Int, in path: String) -> Int {
        guard (0..<100).contains(stream), let file = FileHandle(forReadingAtPath: path) else { return 0 }
        defer { try? file.close() }
        let name = [UInt8(48 + stream / 10), UInt8(48 + stream % 10)]
        guard let index = contents(of: file) else { return 0 }
        return stride(from: 0, to: index.count - 15, by: 16).count { line in
            index[line..<line + 2].elementsEqual(name) && index[line + 12..<line + 16].allSatisfy { $0 == 0 }
                && index[line + 2..<line + 4].elementsEqual("dc".utf8)
        }
    }

    private static func contents(of file: FileHandle) -> [UInt8]? {
        // Behind "RIFF", its size and "AVI " come chunks: four letters, a size, and as many bytes, to a whole pair.
        var offset: UInt64 = 12
        for _ in 0..<64 {
            guard (try? file.seek(toOffset: offset)) != nil, let head = try? file.read(upToCount: 8), head.count == 8
            else { return nil }
            let bytes = [UInt8](head)
            let size = bytes[4..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            if bytes[0..<4].elementsEqual("idx1".utf8) {
                return (try? file.read(upToCount: min(Int(size), mostBytes))).flatMap { $0.map { [UInt8]($0) } }
            }
            offset += 8 + size + size % 2
        }
        return nil
    }
}
