/// Coefficients (ITU-T H.265, 7.3.8.11 and 9.3.4.2.4 to 9.3.4.2.7).
extension HEVCSliceData {
    mutating func readResidual(
        _ log: Int, plane: Int, mode: UInt8, of unit: HEVCCodingUnit
    ) throws(IllegalSyntax) {
        if parameters.hasTransformSkip, !unit.isLossless, log == 2 {
            _ = cabac.decode(HEVCContexts.skipsTransform + (plane > 0 ? 1 : 0))
        }
        let scan = HEVCScan.kind(log, plane: plane, mode: mode, isIntra: unit.isIntra)
        var (lastX, lastY) = readLast(log, plane: plane)
        if scan == .columns { swap(&lastX, &lastY) }
        let groups = HEVCScan.order(log - 2, scan)
        let within = HEVCScan.order(2, scan)
        let lastGroup = HEVCScan.place(lastX >> 2, lastY >> 2, log - 2, scan)
        let lastWithin = HEVCScan.place(lastX & 3, lastY & 3, 2, scan)
        // Which groups of 16 have coefficients, a bit for each, a row in eight of them.
        var coded: UInt64 = 0
        var isAfterLarge = false
        for group in (0...lastGroup).reversed() {
            let (x, y) = (Int(groups[group] & 7), Int(groups[group] >> 3))
            let right = x < 7 && coded >> UInt64(y * 8 + x + 1) & 1 == 1
            let below = y < 7 && coded >> UInt64(y * 8 + x + 8) & 1 == 1
            var isCoded = true
            let isTold = group < lastGroup && group > 0
            if isTold {
                isCoded = cabac.decode(HEVCContexts.codesGroup + (right || below ? 1 : 0) + (plane > 0 ? 2 : 0))
            }
            guard isCoded else { continue }
            coded |= 1 << UInt64(y * 8 + x)
            let pattern = HEVCScan.patterns[(right ? 1 : 0) + (below ? 2 : 0)]
            let base = contextBase(log, plane: plane, isFirst: group == 0, scan)
            var (count, first, last) = (0, 0, -1)
            var start = 15
            if group == lastGroup {
                (count, first, last, start) = (1, lastWithin, lastWithin, lastWithin - 1)
            }
            for position in stride(from: start, through: 0, by: -1) {
                if position == 0 {
                    // A group that is coded has a coefficient.
                    if isTold, count == 0 {
                        (count, first, last) = (1, 0, 0)
                        break
                    }
                }
                let context: Int
                if position == 0, group == 0 {
                    context = plane > 0 ? 27 : 0
                } else if log == 2 {
                    context = base + Int(HEVCScan.smallest[Int(within[position])])
                } else {
                    context = base + Int(pattern[Int(within[position])])
                }
                guard cabac.decode(HEVCContexts.isSignificant + context) else { continue }
                if count == 0 { last = position }
                count += 1
                first = position
            }
            guard count > 0 else { continue }
            let hidesSign = parameters.hidesSigns && !unit.isLossless && last - first > 3
            var set = group > 0 && plane == 0 ? 2 : 0
            if group < lastGroup, isAfterLarge { set += 1 }
            isAfterLarge = try readLevels(count, set: set, plane: plane, hidesSign: hidesSign)
        }
    }

    /// Where the last coefficient lies.
    private mutating func readLast(_ log: Int, plane: Int) -> (x: Int, y: Int) {
        let (offset, shift) =
            plane == 0 ? (3 * (log - 2) + (log - 1) >> 2, (log + 1) >> 2) : (15, log - 2)
        let most = log << 1 - 1
        var (x, y) = (0, 0)
        while x < most, cabac.decode(HEVCContexts.lastColumn + offset + x >> shift) { x += 1 }
        while y < most, cabac.decode(HEVCContexts.lastRow + offset + y >> shift) { y += 1 }
        if x > 3 { x = (2 + x & 1) << (x >> 1 - 1) + cabac.bypass(x >> 1 - 1) }
        if y > 3 { y = (2 + y & 1) << (y >> 1 - 1) + cabac.bypass(y >> 1 - 1) }
        return (x, y)
    }

    private func contextBase(_ log: Int, plane: Int, isFirst: Bool, _ scan: HEVCScan) -> Int {
        guard log > 2 else { return plane > 0 ? 27 : 0 }
        if plane > 0 { return 27 + (log == 3 ? 9 : 12) }
        return (isFirst ? 0 : 3) + (log == 3 ? (scan == .diagonal ? 9 : 15) : 21)
    }

    /// Reads how large the coefficients of a group are.
    ///
    /// - Returns: whether one of them that was told so by a bin of its own is larger than 1.
    private mutating func readLevels(
        _ count: Int, set: Int, plane: Int, hidesSign: Bool
    ) throws(IllegalSyntax) -> Bool {
        let context = HEVCContexts.isAboveOne + set * 4 + (plane > 0 ? 16 : 0)
        // A bit for each that is above 1.
        var (above, firstAbove, step) = (0, -1, 1)
        for index in 0..<min(8, count) {
            if cabac.decode(context + step) {
                above |= 1 << index
                step = 0
                if firstAbove < 0 { firstAbove = index }
            } else if step > 0, step < 3 {
                step += 1
            }
        }
        let isAboveTwo =
            firstAbove >= 0 && cabac.decode(HEVCContexts.isAboveTwo + set + (plane > 0 ? 4 : 0))
        _ = cabac.bypass(hidesSign ? count - 1 : count)
        var rice = 0
        for index in 0..<count {
            var base = 1
            if index < 8 {
                guard above >> index & 1 == 1 else { continue }
                if index == firstAbove {
                    guard isAboveTwo else { continue }
                    base = 3
                } else {
                    base = 2
                }
            }
            let level = base + (try readRemaining(rice))
            if level > 3 << rice { rice = min(4, rice + 1) }
        }
        return above != 0
    }

    private mutating func readRemaining(_ rice: Int) throws(IllegalSyntax) -> Int {
        let prefix = cabac.bypassOnes(most: 32)
        guard prefix < 32 else { throw IllegalSyntax() }
        if prefix <= 3 { return prefix << rice + cabac.bypass(rice) }
        return (1 << (prefix - 3) + 3 - 1) << rice + cabac.bypass(prefix - 3 + rice)
    }
}
