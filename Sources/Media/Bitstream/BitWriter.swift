/// Writes the fields of a parameter set, as ``BitReader`` reads them.
struct BitWriter {
    /// What was written, with zeros up to the next whole byte.
    private(set) var bytes: [UInt8] = []
    private var count = 0

    /// An unsigned number of `count` bits.
    mutating func bits(_ value: Int, _ count: Int) {
        for place in (0..<count).reversed() {
            if self.count & 7 == 0 { bytes.append(0) }
            bytes[bytes.count - 1] |= UInt8(value >> place & 1) << (7 - UInt8(self.count & 7))
            self.count += 1
        }
    }

    /// ue(v).
    mutating func unsigned(_ value: Int) {
        let length = Int.bitWidth - (value + 1).leadingZeroBitCount
        bits(value + 1, 2 * length - 1)
    }

    /// Bits as another reader has them.
    mutating func copy(_ count: Int, from reader: inout BitReader) {
        for _ in 0..<count { bits(reader.bits(1) ?? 0, 1) }
    }
}
