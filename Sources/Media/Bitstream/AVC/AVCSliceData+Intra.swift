/// Macroblocks that are predicted from their surroundings (ITU-T H.264, 7.3.5.1).
extension AVCSliceData {
    /// Reads one up to its coefficients.
    ///
    /// - Returns: whether it is bare samples, and at its end.
    mutating func readIntra() throws(IllegalSyntax) -> Bool {
        current.isIntra = true
        guard try readIntraKind() else { return true }
        if current.isInBlocks {
            if parameters.hasLargeTransform { readTransformSize() }
            for _ in 0..<(current.hasLargeTransform ? 4 : 16) where !cabac.decode(AVCContexts.isLikelyMode) {
                for _ in 0..<3 { _ = cabac.decode(AVCContexts.mode) }
            }
        }
        var context = AVCContexts.chromaMode
        if left.map({ $0.chromaMode > 0 }) ?? false { context += 1 }
        if above.map({ $0.chromaMode > 0 }) ?? false { context += 1 }
        guard cabac.decode(context) else { return false }
        current.chromaMode = 1
        while current.chromaMode < 3, cabac.decode(AVCContexts.chromaMode + 3) { current.chromaMode += 1 }
        return false
    }

    /// Reads the kind; `false` for bare samples, which are passed over.
    private mutating func readIntraKind() throws(IllegalSyntax) -> Bool {
        var context: Int
        var isApart = 0
        switch slice.kind {
        case .forward: context = AVCContexts.intraKindForward
        case .both: context = AVCContexts.intraKindBoth
        case .intra:
            (context, isApart) = (AVCContexts.intraKind, 1)
            if let left, !left.isInBlocks { context += 1 }
            if let above, !above.isInBlocks { context += 1 }
        }
        guard cabac.decode(context) else {
            current.isInBlocks = true
            return true
        }
        if slice.kind == .intra { context = AVCContexts.intraKind + 2 }
        if cabac.terminate() {
            let bits = 256 * sequence.lumaDepth + 128 * sequence.chromaDepth
            cabac.restart(at: cabac.position + bits / 8)
            (current.luma, current.chroma, current.coded, hasStep) = (15, 2, .max, false)
            return false
        }
        if cabac.decode(context + 1) { current.luma = 15 }
        if cabac.decode(context + 2) { current.chroma = cabac.decode(context + 2 + isApart) ? 2 : 1 }
        (_, _) = (cabac.decode(context + 3 + isApart), cabac.decode(context + 3 + 2 * isApart))
        return true
    }
}
