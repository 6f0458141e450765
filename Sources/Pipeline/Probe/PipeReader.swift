internal import Foundation

/// What comes through a pipe, in pieces that end with a certain byte.
struct PipeReader {
    let descriptor: Int32
    private var rest: [UInt8] = []
    /// Longer pieces are nobody's.
    private static let longest = 1 << 20

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next piece, without the byte that ends it; `nil` at the end.
    mutating func next(upTo end: UInt8) -> [UInt8]? {
        var looked = 0
        while rest.count < Self.longest {
            if let place = rest[looked...].firstIndex(of: end) {
                defer { rest.removeSubrange(...place) }
                return Array(rest[..<place])
            }
            looked = rest.count
            let piece = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
                repeat { count = read(descriptor, buffer.baseAddress!, buffer.count) } while count < 0 && errno == EINTR
                count = max(0, count)
            }
            if piece.isEmpty { return nil }
            rest += piece
        }
        return nil
    }
}

/// Writes all of `bytes`; false when nobody reads them.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress!, $0.count) }
        if count < 0 {
            guard errno == EINTR else { return false }
        } else {
            rest = rest.dropFirst(count)
        }
    }
    return true
}
