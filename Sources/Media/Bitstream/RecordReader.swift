/// Reads the bytes of a sample entry's record; past the end all is `nil`.
struct RecordReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func byte() -> Int? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return Int(bytes[position])
    }

    /// Leaves bytes out; `false` where there are fewer.
    mutating func skip(_ count: Int) -> Bool {
        guard position + count <= bytes.count else { return false }
        position += count
        return true
    }

    /// A unit behind its length of two bytes.
    mutating func unit() -> [UInt8]? {
        guard let high = byte(), let low = byte(), position + high << 8 + low <= bytes.count else { return nil }
        let end = position + high << 8 + low
        defer { position = end }
        return Array(bytes[position..<end])
    }
}
