/// Reads the fields of a parameter set: bits from the top, and numbers coded after Exponential-Golomb
/// (ITU-T H.264, 9.1).
///
/// Past the end every field is `nil`: parameter sets come out of files.
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0

    /// A reader of a unit's payload.
    init(unit: some Sequence<UInt8>) { bytes = StartCodes.opened(unit) }

    /// A reader of a payload that holds no bytes against start codes any more.
    init(payload: [UInt8]) { bytes = payload }

    /// How many bits are left.
    var rest: Int { bytes.count * 8 - position }

    /// An unsigned number of `count` bits.
    mutating func bits(_ count: Int) -> Int? {
        guard position + count <= bytes.count * 8, count <= 32 else { return nil }
        var value = 0
        for _ in 0..<count {
            value = value << 1 | Int(bytes[position >> 3] >> (7 - UInt8(position & 7)) & 1)
            position += 1
        }
        return value
    }

    /// One bit.
    mutating func flag() -> Bool? { bits(1).map { $0 == 1 } }

    /// ue(v).
    mutating func unsigned() -> Int? {
        var zeros = 0
        while true {
            guard let bit = bits(1), zeros < 32 else { return nil }
            if bit == 1 { break }
            zeros += 1
        }
        return bits(zeros).map { (1 << zeros) - 1 + $0 }
    }

    /// se(v).
    mutating func signed() -> Int? { unsigned().map { $0 & 1 == 1 ? ($0 + 1) / 2 : -($0 / 2) } }
}
