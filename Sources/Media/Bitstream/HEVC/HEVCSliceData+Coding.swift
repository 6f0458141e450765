/// A coding unit of HEVC while it is read.
struct HEVCCodingUnit {
    enum Partition {
        case whole, rows, columns, quarters, upper, lower, left, right
    }

    let x: Int
    let y: Int
    let log: Int
    /// How often the tree was split down to it.
    let depth: Int
    var isLossless = false
    var isIntra = false
    var partition = Partition.whole
    /// How luma is predicted in each quarter, and chroma in all.
    var modes: [UInt8] = [1, 1, 1, 1]
    var chromaMode: UInt8 = 1

    /// The sides of what is moved as one.
    var parts: [(width: Int, height: Int)] {
        let side = 1 << log
        let (half, quarter) = (side / 2, side / 4)
        switch partition {
        case .whole: return [(side, side)]
        case .rows: return [(side, half), (side, half)]
        case .columns: return [(half, side), (half, side)]
        case .quarters: return Array(repeating: (half, half), count: 4)
        case .upper: return [(side, quarter), (side, side - quarter)]
        case .lower: return [(side, side - quarter), (side, quarter)]
        case .left: return [(quarter, side), (side - quarter, side)]
        case .right: return [(side - quarter, side), (quarter, side)]
        }
    }
}

/// The tree of coding units (ITU-T H.265, 7.3.8.4 and 7.3.8.5).
extension HEVCSliceData {
    mutating func readCodingTree(_ x: Int, _ y: Int, _ log: Int, depth: Int) throws(IllegalSyntax) {
        let side = 1 << log
        var splits = log > sequence.smallestCoding
        if splits, x + side <= sequence.width, y + side <= sequence.height { splits = splitsCoding(x, y, depth) }
        if let deepest = parameters.quantizerDepth, log >= sequence.codingTree - deepest { hasQuantizer = false }
        guard splits else { return try readCodingUnit(x, y, log, depth: depth) }
        let half = side / 2
        for (left, top) in [(x, y), (x + half, y), (x, y + half), (x + half, y + half)]
        where left < sequence.width && top < sequence.height {
            try readCodingTree(left, top, log - 1, depth: depth + 1)
        }
    }

    private func isLeftThere(_ x: Int) -> Bool { hasLeft || x & (1 << sequence.codingTree - 1) > 0 }
    private func isAboveThere(_ y: Int) -> Bool { hasAbove || y & (1 << sequence.codingTree - 1) > 0 }

    private func codingPlace(_ x: Int, _ y: Int) -> Int {
        (y >> sequence.smallestCoding) * picture.codingStride + x >> sequence.smallestCoding
    }

    private mutating func splitsCoding(_ x: Int, _ y: Int, _ depth: Int) -> Bool {
        let place = codingPlace(x, y)
        var context = HEVCContexts.splitsCoding
        if isLeftThere(x), picture.depths[place - 1] > depth { context += 1 }
        if isAboveThere(y), picture.depths[place - picture.codingStride] > depth { context += 1 }
        return cabac.decode(context)
    }

    private mutating func readCodingUnit(_ x: Int, _ y: Int, _ log: Int, depth: Int) throws(IllegalSyntax) {
        var unit = HEVCCodingUnit(x: x, y: y, log: log, depth: depth)
        if parameters.hasLossless { unit.isLossless = cabac.decode(HEVCContexts.isLossless) }
        let isSkipped = slice.kind != .intra && skips(x, y)
        note(unit, isSkipped: isSkipped)
        if isSkipped {
            readCandidate()
            setModes(of: unit)
            return
        }
        unit.isIntra = slice.kind == .intra || cabac.decode(HEVCContexts.isIntra)
        if !unit.isIntra || log == sequence.smallestCoding { unit.partition = readPartition(of: unit) }
        if unit.isIntra {
            readIntra(&unit)
        } else {
            setModes(of: unit)
            let isMerged = try readMotion(of: unit)
            guard (isMerged && unit.partition == .whole) || cabac.decode(HEVCContexts.hasResidual) else { return }
        }
        let splitsFirst = unit.isIntra && unit.partition == .quarters
        let deepest = unit.isIntra ? sequence.intraDepth + (splitsFirst ? 1 : 0) : sequence.interDepth
        try readTransformTree(
            HEVCTransform(x: x, y: y, log: log, depth: 0, quarter: 0, blue: true, red: true), of: unit, deepest: deepest
        )
    }

    private mutating func skips(_ x: Int, _ y: Int) -> Bool {
        let place = codingPlace(x, y)
        var context = HEVCContexts.isSkipped
        if isLeftThere(x), picture.skips[place - 1] { context += 1 }
        if isAboveThere(y), picture.skips[place - picture.codingStride] { context += 1 }
        return cabac.decode(context)
    }

    /// Keeps what later units ask of this one.
    private mutating func note(_ unit: HEVCCodingUnit, isSkipped: Bool) {
        let count = 1 << (unit.log - sequence.smallestCoding)
        var place = codingPlace(unit.x, unit.y)
        for _ in 0..<count {
            for place in place..<place + count {
                picture.depths[place] = UInt8(unit.depth)
                picture.skips[place] = isSkipped
            }
            place += picture.codingStride
        }
    }

    private mutating func readPartition(of unit: HEVCCodingUnit) -> HEVCCodingUnit.Partition {
        let context = HEVCContexts.partition
        if cabac.decode(context) { return .whole }
        if unit.isIntra { return .quarters }
        let isInRows = cabac.decode(context + 1)
        if unit.log == sequence.smallestCoding {
            if isInRows { return .rows }
            // Blocks of 8 are not moved in quarters.
            return unit.log == 3 || cabac.decode(context + 2) ? .columns : .quarters
        }
        guard sequence.hasUnequalPartitions, !cabac.decode(context + 3) else { return isInRows ? .rows : .columns }
        let isSecond = cabac.bypass()
        return isInRows ? (isSecond ? .lower : .upper) : (isSecond ? .right : .left)
    }

    /// Reads how a unit is predicted from its surroundings.
    private mutating func readIntra(_ unit: inout HEVCCodingUnit) {
        let isSplit = unit.partition == .quarters
        let count = isSplit ? 4 : 1
        let side = isSplit ? 1 << (unit.log - 1) : 1 << unit.log
        var isLikely = [false, false, false, false]
        for part in 0..<count { isLikely[part] = cabac.decode(HEVCContexts.isLikelyMode) }
        for part in 0..<count {
            let (x, y) = (unit.x + part % 2 * side, unit.y + part / 2 * side)
            var likely = likelyModes(x, y)
            let mode: UInt8
            if isLikely[part] {
                mode = likely[cabac.bypassOnes(most: 2)]
            } else {
                likely.sort()
                mode = likely.reduce(UInt8(cabac.bypass(5))) { $0 >= $1 ? $0 + 1 : $0 }
            }
            unit.modes[part] = mode
            setModes(x, y, side, mode)
        }
        if !isSplit { unit.modes = Array(repeating: unit.modes[0], count: 4) }
        unit.chromaMode = unit.modes[0]
        if cabac.decode(HEVCContexts.chromaMode) {
            let mode = [0, 26, 10, 1][cabac.bypass(2)] as UInt8
            unit.chromaMode = mode == unit.modes[0] ? 34 : mode
        }
    }

    /// The three modes that the surroundings let expect (8.4.2).
    private func likelyModes(_ x: Int, _ y: Int) -> [UInt8] {
        let place = (y >> 2) * picture.modeStride + x >> 2
        let left = isLeftThere(x) ? picture.modes[place - 1] : 1
        // What is above the row of coding trees is not kept by decoders.
        let above = y & (1 << sequence.codingTree - 1) > 0 ? picture.modes[place - picture.modeStride] : 1
        guard left == above else {
            let third: UInt8 = left != 0 && above != 0 ? 0 : left != 1 && above != 1 ? 1 : 26
            return [left, above, third]
        }
        return left < 2 ? [0, 1, 26] : [left, 2 + (left + 29) % 32, 2 + (left - 2 + 1) % 32]
    }

    private mutating func setModes(of unit: HEVCCodingUnit) { setModes(unit.x, unit.y, 1 << unit.log, 1) }

    private mutating func setModes(_ x: Int, _ y: Int, _ side: Int, _ mode: UInt8) {
        var place = (y >> 2) * picture.modeStride + x >> 2
        for _ in 0..<side >> 2 {
            for place in place..<place + side >> 2 { picture.modes[place] = mode }
            place += picture.modeStride
        }
    }
}
