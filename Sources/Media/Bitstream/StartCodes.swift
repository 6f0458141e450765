/// The bytes that keep a unit's payload from looking like a start code: a 3 behind two zeros, wherever a byte below 4
/// follows (ITU-T H.264, 7.4.1; H.265, 7.4.2).
enum StartCodes {
    /// A payload without those bytes.
    static func opened(_ unit: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var zeros = 0
        for byte in unit {
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            bytes.append(byte)
        }
        return bytes
    }

    /// A payload with them.
    static func kept(outOf payload: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var zeros = 0
        for byte in payload {
            if zeros >= 2, byte <= 3 {
                bytes.append(3)
                zeros = 0
            }
            zeros = byte == 0 ? zeros + 1 : 0
            bytes.append(byte)
        }
        // A unit does not end with a zero.
        if zeros > 0 { bytes.append(3) }
        return bytes
    }
}
