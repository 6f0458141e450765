/// What a picture parameter set of HEVC says, as far as data is read by it (ITU-T H.265, 7.3.2.3).
struct HEVCPictureParameters {
    let id: Int
    let sequence: HEVCSequence
    private(set) var hasDependentSlices = false
    private(set) var hasOutputFlag = false
    private(set) var extraSliceBits = 0
    private(set) var hidesSigns = false
    private(set) var choosesContexts = false
    private(set) var references = [1, 1]
    private(set) var quantizer = 26
    private(set) var hasTransformSkip = false
    /// How often a tree may be split down to where a quantizer is told; `nil` where none is.
    private(set) var quantizerDepth: Int?
    private(set) var hasChromaQuantizers = false
    private(set) var weighsForward = false
    private(set) var weighsBoth = false
    private(set) var hasLossless = false
    private(set) var synchronizesRows = false
    private(set) var filtersAcrossSlices = false
    private(set) var overridesDeblocking = false
    private(set) var isDeblockingOff = false
    private(set) var ordersLists = false
    private(set) var hasSliceExtension = false
    /// Reads a payload behind its header; `nil` where its sequence is not known, and for pictures in tiles: no coder at hand
    /// makes some, so that their data could be held against this reader.
    init?(_ payload: [UInt8], _ sequences: [Int: HEVCSequence]) throws(IllegalSyntax) {
        var reader = SyntaxReader(payload: payload)
        id = try reader.unsigned(in: 0...63)
        guard let sequence = sequences[try reader.unsigned(in: 0...15)] else { return nil }
        self.sequence = sequence
        hasDependentSlices = try reader.flag()
        hasOutputFlag = try reader.flag()
        extraSliceBits = try reader.bits(3)
        hidesSigns = try reader.flag()
        choosesContexts = try reader.flag()
        references = [try reader.unsigned(in: 0...14) + 1, try reader.unsigned(in: 0...14) + 1]
        quantizer = 26 + (try reader.signed(in: -74...25))
        _ = try reader.flag()
        hasTransformSkip = try reader.flag()
        if try reader.flag() { quantizerDepth = try reader.unsigned(in: 0...3) }
        (_, _) = (try reader.signed(in: -12...12), try reader.signed(in: -12...12))
        hasChromaQuantizers = try reader.flag()
        weighsForward = try reader.flag()
        weighsBoth = try reader.flag()
        hasLossless = try reader.flag()
        let hasTiles = try reader.flag()
        synchronizesRows = try reader.flag()
        if hasTiles { return nil }
        filtersAcrossSlices = try reader.flag()
        if try reader.flag() {
            overridesDeblocking = try reader.flag()
            isDeblockingOff = try reader.flag()
            if !isDeblockingOff { (_, _) = (try reader.signed(), try reader.signed()) }
        }
        if try reader.flag() { try HEVCSequence.skipScalingLists(&reader) }
        ordersLists = try reader.flag()
        _ = try reader.unsigned()
        hasSliceExtension = try reader.flag()
    }
}
