/// What a picture parameter set of H.264 says, as far as data is read by it (ITU-T H.264, 7.3.2.2).
struct AVCPictureParameters {
    let id: Int
    let sequence: SequenceParameters
    private(set) var isArithmetic = false
    private(set) var hasFieldOrder = false
    private(set) var hasGroups = false
    private(set) var references = [1, 1]
    private(set) var weighsForward = false
    private(set) var weighsBoth = false
    private(set) var quantizer = 26
    private(set) var tellsDeblocking = false
    private(set) var hasRepeatedPictures = false
    private(set) var hasLargeTransform = false

    /// Reads a unit, whose sequence is one of those known; `nil` where it is not.
    init?(unit: [UInt8], _ sequences: [Int: SequenceParameters]) throws(IllegalSyntax) {
        let payload = StartCodes.opened(unit.dropFirst())
        var reader = SyntaxReader(payload: payload)
        id = try reader.unsigned(in: 0...255)
        guard let sequence = sequences[try reader.unsigned(in: 0...31)] else { return nil }
        self.sequence = sequence
        isArithmetic = try reader.flag()
        hasFieldOrder = try reader.flag()
        hasGroups = try reader.unsigned(in: 0...7) > 0
        // Where the rest lies depends on how the groups are laid out. Nobody reads pictures that have some.
        guard !hasGroups else { return }
        references = [try reader.unsigned(in: 0...31) + 1, try reader.unsigned(in: 0...31) + 1]
        weighsForward = try reader.flag()
        weighsBoth = try reader.bits(2) == 1
        quantizer = 26 + (try reader.signed(in: -62...25))
        (_, _) = (try reader.signed(), try reader.signed())
        tellsDeblocking = try reader.flag()
        _ = try reader.flag()
        hasRepeatedPictures = try reader.flag()
        // More follows where the position is before the last one, which ends the set.
        guard let last = payload.lastIndex(where: { $0 != 0 }) else { throw IllegalSyntax() }
        if reader.position < last * 8 + 7 - payload[last].trailingZeroBitCount { hasLargeTransform = try reader.flag() }
    }
}
