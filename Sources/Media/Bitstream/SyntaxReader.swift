/// What a stream cannot say by its standard.
struct IllegalSyntax: Error {}

/// Reads the fields of a header of which all have to be there: what ends too early is illegal.
struct SyntaxReader {
    private var reader: BitReader
    private let size: Int

    /// A reader of a payload that holds no bytes against start codes any more.
    init(payload: [UInt8]) {
        reader = BitReader(payload: payload)
        size = reader.rest
    }

    /// Bits that were read.
    var position: Int { size - reader.rest }

    /// u(n).
    mutating func bits(_ count: Int) throws(IllegalSyntax) -> Int {
        guard let value = reader.bits(count) else { throw IllegalSyntax() }
        return value
    }

    /// u(1).
    mutating func flag() throws(IllegalSyntax) -> Bool { try bits(1) == 1 }

    /// Passes over any number of bits.
    mutating func skip(_ count: Int) throws(IllegalSyntax) {
        guard reader.rest >= count else { throw IllegalSyntax() }
        for _ in 0..<count / 32 { _ = reader.bits(32) }
        _ = reader.bits(count % 32)
    }

    /// ue(v), which has to lie in `range`.
    mutating func unsigned(in range: ClosedRange<Int> = 0...Int(UInt32.max)) throws(IllegalSyntax) -> Int {
        guard let value = reader.unsigned(), range.contains(value) else { throw IllegalSyntax() }
        return value
    }

    /// se(v), which has to lie in `range`.
    mutating func signed(
        in range: ClosedRange<Int> = Int(Int32.min)...Int(Int32.max)
    ) throws(IllegalSyntax) -> Int {
        guard let value = reader.signed(), range.contains(value) else { throw IllegalSyntax() }
        return value
    }
}
