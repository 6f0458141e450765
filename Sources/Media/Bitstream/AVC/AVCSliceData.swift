/// Reads the arithmetically coded data of a slice of H.264, bin by bin, and makes no picture of it (ITU-T H.264, 7.3.4).
///
/// As with HEVC (``HEVCSliceData``), the sign of damage is that the data does not end with its last macroblock.
struct AVCSliceData {
    let slice: AVCSlice
    let parameters: AVCPictureParameters
    let sequence: SequenceParameters
    var cabac: CABAC
    var picture: AVCPicture
    /// The macroblock at hand, and those beside it that are of the same slice.
    var address = 0
    var current = AVCMacroblock()
    var left: AVCMacroblock?
    var above: AVCMacroblock?
    /// Whether the one before changed the quantizer.
    var hasStep = false
    /// Whether something follows that is none of the picture's, which is all there: others, whose beginnings are lost.
    private(set) var hasRest = false

    init(_ slice: AVCSlice, _ payload: [UInt8], _ picture: AVCPicture) {
        self.slice = slice
        parameters = slice.parameters
        sequence = slice.parameters.sequence
        self.picture = picture
        // What is left of the byte are ones.
        cabac = CABAC(
            payload, from: (slice.dataStart + 7) / 8,
            contexts: AVCContexts.states(way: slice.way, quantizer: slice.quantizer))
    }

    /// Reads all of it.
    ///
    /// - Throws: where it does not end with its last macroblock, or holds what no coder may write.
    mutating func read() throws(IllegalSyntax) {
        address = slice.address
        guard address == picture.finished else { throw IllegalSyntax() }
        picture.slices += 1
        while true {
            begin()
            if slice.kind != .intra, skips() {
                current.isSkipped = true
                current.isDirect = slice.kind == .both
                hasStep = false
            } else {
                try readMacroblock()
            }
            picture.macroblocks[address] = current
            guard !cabac.isOverrun else { throw IllegalSyntax() }
            address += 1
            picture.finished = address
            if cabac.terminate() { break }
            guard address < picture.macroblocks.count else { throw IllegalSyntax() }
        }
        hasRest = !cabac.isAtEnd
        guard cabac.isEndedByStopBit, !hasRest || picture.isFinished else { throw IllegalSyntax() }
    }

    private mutating func begin() {
        let (number, columns) = (picture.slices, sequence.columns)
        current = AVCMacroblock()
        current.slice = number
        left = address % columns > 0 ? picture.macroblocks[address - 1] : nil
        if left?.slice != number { left = nil }
        above = address >= columns ? picture.macroblocks[address - columns] : nil
        if above?.slice != number { above = nil }
        if slice.kind != .intra { fillMotion(0, 0, 4, 4, plane: 0..<4, with: 0) }
    }

    private mutating func skips() -> Bool {
        var context = slice.kind == .both ? AVCContexts.skipBoth : AVCContexts.skipForward
        if let left, !left.isSkipped { context += 1 }
        if let above, !above.isSkipped { context += 1 }
        return cabac.decode(context)
    }

    /// 7.3.5.
    private mutating func readMacroblock() throws(IllegalSyntax) {
        var isSmall = false
        let isMoved: Bool
        switch slice.kind {
        case .intra: isMoved = false
        case .forward: isMoved = !cabac.decode(AVCContexts.forwardKind)
        case .both: isMoved = try readBothKind(&isSmall)
        }
        if slice.kind == .forward, isMoved { isSmall = try readForwardMotion() }
        if !isMoved, try readIntra() { return }
        if !isWhole { readPattern() }
        if isMoved, current.luma > 0, parameters.hasLargeTransform, !isSmall { readTransformSize() }
        guard current.luma > 0 || current.chroma > 0 || isWhole else {
            hasStep = false
            return
        }
        try readQuantizer()
        try readResidual()
    }

    /// Whether luma is predicted in one piece.
    var isWhole: Bool { current.isIntra && !current.isInBlocks }

    mutating func readTransformSize() {
        var context = AVCContexts.isLarge
        if left?.hasLargeTransform ?? false { context += 1 }
        if above?.hasLargeTransform ?? false { context += 1 }
        current.hasLargeTransform = cabac.decode(context)
    }

    /// Which blocks have coefficients.
    private mutating func readPattern() {
        for quarter in 0..<4 {
            let besides =
                quarter % 2 == 1 ? current.luma >> (quarter - 1) & 1 : left.map { $0.luma >> (quarter + 1) & 1 } ?? 1
            let over = quarter > 1 ? current.luma >> (quarter - 2) & 1 : above.map { $0.luma >> (quarter + 2) & 1 } ?? 1
            if cabac.decode(AVCContexts.codesLuma + (1 - besides) + 2 * (1 - over)) { current.luma |= 1 << quarter }
        }
        let (besides, over) = (left?.chroma ?? 0, above?.chroma ?? 0)
        let context = AVCContexts.codesChroma
        guard cabac.decode(context + min(besides, 1) + 2 * min(over, 1)) else { return }
        current.chroma = cabac.decode(context + 4 + besides / 2 + 2 * (over / 2)) ? 2 : 1
    }

    private mutating func readQuantizer() throws(IllegalSyntax) {
        var (step, context) = (0, hasStep ? 1 : 0)
        while cabac.decode(AVCContexts.quantizer + context) {
            context = 2 + context >> 1
            step += 1
            // From -26 to 25, and more in deeper pictures.
            guard step <= 2 * (26 + 3 * (sequence.lumaDepth - 8)) else { throw IllegalSyntax() }
        }
        hasStep = step > 0
    }
}
