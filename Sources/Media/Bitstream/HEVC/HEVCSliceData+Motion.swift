/// How blocks are moved (ITU-T H.265, 7.3.8.6 and 7.3.8.9).
extension HEVCSliceData {
    /// Reads the motion of all parts of a unit.
    ///
    /// - Returns: whether that of its last part is that of a block beside it.
    mutating func readMotion(of unit: HEVCCodingUnit) throws(IllegalSyntax) -> Bool {
        var isMerged = false
        for part in unit.parts {
            isMerged = cabac.decode(HEVCContexts.isMerged)
            if isMerged {
                readCandidate()
                continue
            }
            let isSmall = part.width + part.height == 12
            let takesBoth =
                slice.kind == .both && !isSmall && cabac.decode(HEVCContexts.direction + unit.depth)
            let takesSecond = takesBoth || (slice.kind == .both && cabac.decode(HEVCContexts.direction + 4))
            if takesBoth || !takesSecond { try readReference(list: 0, hasDifference: true) }
            if takesSecond { try readReference(list: 1, hasDifference: !(takesBoth && slice.omitsSecondDifference)) }
        }
        return isMerged
    }

    /// Which block beside it a part is moved with.
    mutating func readCandidate() {
        guard slice.candidates > 1, cabac.decode(HEVCContexts.candidate) else { return }
        _ = cabac.bypassOnes(most: slice.candidates - 2)
    }

    private mutating func readReference(list: Int, hasDifference: Bool) throws(IllegalSyntax) {
        let most = slice.references[list] - 1
        var index = 0
        while index < min(most, 2), cabac.decode(HEVCContexts.reference + index) { index += 1 }
        if index == 2 { _ = cabac.bypassOnes(most: most - 2) }
        if hasDifference { try readDifference() }
        _ = cabac.decode(HEVCContexts.predictor)
    }

    private mutating func readDifference() throws(IllegalSyntax) {
        let (isAcross, isDown) = (cabac.decode(HEVCContexts.isMoved), cabac.decode(HEVCContexts.isMoved))
        let isFarAcross = isAcross && cabac.decode(HEVCContexts.isMovedFar)
        let isFarDown = isDown && cabac.decode(HEVCContexts.isMovedFar)
        for (isThere, isFar) in [(isAcross, isFarAcross), (isDown, isFarDown)] where isThere {
            // No vector is longer than 2^15.
            if isFar, try cabac.exponential(order: 1) > 32768 { throw IllegalSyntax() }
            _ = cabac.bypass()
        }
    }
}
