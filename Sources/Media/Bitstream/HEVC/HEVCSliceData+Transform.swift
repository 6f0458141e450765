/// A node of the tree of transforms: where it lies, and whether it has coefficients of chroma.
struct HEVCTransform {
    let x: Int
    let y: Int
    let log: Int
    let depth: Int
    /// Which quarter of its parent it is.
    let quarter: Int
    var blue: Bool
    var red: Bool
}

/// The tree of transforms (ITU-T H.265, 7.3.8.8, 7.3.8.10 and 7.3.8.14).
extension HEVCSliceData {
    mutating func readTransformTree(
        _ given: HEVCTransform, of unit: HEVCCodingUnit, deepest: Int
    ) throws(IllegalSyntax) {
        var node = given
        let splitsQuarters = node.depth == 0 && unit.isIntra && unit.partition == .quarters
        var splits = splitsQuarters || node.log > sequence.largestTransform
        if !splits, node.log > sequence.smallestTransform {
            if node.depth < deepest {
                splits = cabac.decode(HEVCContexts.splitsTransform + 5 - node.log)
            } else {
                splits = node.depth == 0 && sequence.interDepth == 0 && !unit.isIntra && unit.partition != .whole
            }
        }
        // Chroma of the smallest blocks is coded for four of them together.
        if node.log > 2 {
            node.blue = given.blue && cabac.decode(HEVCContexts.codesChroma + node.depth)
            node.red = given.red && cabac.decode(HEVCContexts.codesChroma + node.depth)
        }
        guard splits else { return try readTransform(node, of: unit) }
        let half = 1 << (node.log - 1)
        for quarter in 0..<4 {
            let child = HEVCTransform(
                x: node.x + quarter % 2 * half, y: node.y + quarter / 2 * half, log: node.log - 1,
                depth: node.depth + 1, quarter: quarter, blue: node.blue, red: node.red)
            try readTransformTree(child, of: unit, deepest: deepest)
        }
    }

    private mutating func readTransform(_ node: HEVCTransform, of unit: HEVCCodingUnit) throws(IllegalSyntax) {
        let hasChroma = node.blue || node.red
        let hasLuma =
            unit.isIntra || node.depth > 0 || hasChroma
            ? cabac.decode(HEVCContexts.codesLuma + (node.depth == 0 ? 1 : 0)) : true
        guard hasLuma || hasChroma else { return }
        if parameters.quantizerDepth != nil, !hasQuantizer { try readQuantizer() }
        // Only a unit in quarters has several modes, and is split into just them first.
        let isQuarter = unit.partition == .quarters && node.depth > 0
        let half = 1 << (unit.log - 1)
        let part = isQuarter ? (node.x - unit.x >= half ? 1 : 0) + (node.y - unit.y >= half ? 2 : 0) : 0
        if hasLuma { try readResidual(node.log, plane: 0, mode: unit.modes[part], of: unit) }
        let chromaLog = node.log > 2 ? node.log - 1 : 2
        guard hasChroma, node.log > 2 || node.quarter == 3 else { return }
        if node.blue { try readResidual(chromaLog, plane: 1, mode: unit.chromaMode, of: unit) }
        if node.red { try readResidual(chromaLog, plane: 2, mode: unit.chromaMode, of: unit) }
    }

    private mutating func readQuantizer() throws(IllegalSyntax) {
        hasQuantizer = true
        var step = 0
        while step < 5, cabac.decode(HEVCContexts.quantizer + min(step, 1)) { step += 1 }
        if step == 5 { step += try cabac.exponential(order: 0) }
        let isNegative = step > 0 && cabac.bypass()
        let half = 3 * (sequence.lumaDepth - 8)
        guard step <= half + (isNegative ? 26 : 25) else { throw IllegalSyntax() }
    }
}
