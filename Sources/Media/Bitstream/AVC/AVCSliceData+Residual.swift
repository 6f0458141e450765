/// Coefficients (ITU-T H.264, 7.3.5.3 and 9.3.3.1.3).
extension AVCSliceData {
    /// Kinds of blocks, in the order of their contexts.
    private enum Block: Int {
        case lumaMeans, lumaRest, luma, chromaMeans, chromaRest, large

        /// Where the contexts lie by which a coefficient is there, by which it is the last one, and by which its level is told.
        var isThere: Int { self == .large ? 280 : 105 + [0, 15, 29, 44, 47][rawValue] }
        var isLast: Int { self == .large ? 295 : 166 + [0, 15, 29, 44, 47][rawValue] }
        var level: Int { self == .large ? 304 : 227 + [0, 10, 20, 30, 39][rawValue] }
        var count: Int { [16, 15, 16, 4, 15, 64][rawValue] }
    }

    mutating func readResidual() throws(IllegalSyntax) {
        if isWhole { try readBlock(.lumaMeans, bit: 24, left?.coded, above?.coded, besides: 24, over: 24) }
        for quarter in 0..<4 where current.luma >> quarter & 1 == 1 {
            if current.hasLargeTransform {
                try readCoefficients(.large)
                current.coded |= 0x33 << UInt32(quarter / 2 * 8 + quarter % 2 * 2)
                continue
            }
            for part in 0..<4 {
                let (x, y) = (quarter % 2 * 2 + part % 2, quarter / 2 * 2 + part / 2)
                let bit = y * 4 + x
                try readBlock(
                    isWhole ? .lumaRest : .luma, bit: bit, x > 0 ? current.coded : left?.coded,
                    y > 0 ? current.coded : above?.coded, besides: x > 0 ? bit - 1 : bit + 3,
                    over: y > 0 ? bit - 4 : bit + 12)
            }
        }
        guard current.chroma > 0 else { return }
        for bit in 25...26 {
            try readBlock(.chromaMeans, bit: bit, left?.coded, above?.coded, besides: bit, over: bit)
        }
        guard current.chroma == 2 else { return }
        for bit in 16..<24 {
            let (isRight, isLower) = (bit % 2 == 1, bit % 4 > 1)
            try readBlock(
                .chromaRest, bit: bit, isRight ? current.coded : left?.coded, isLower ? current.coded : above?.coded,
                besides: isRight ? bit - 1 : bit + 1, over: isLower ? bit - 2 : bit + 2)
        }
    }

    /// Reads a block that may have no coefficients, which those beside and above it let expect.
    private mutating func readBlock(
        _ block: Block, bit: Int, _ left: UInt32?, _ above: UInt32?, besides: Int, over: Int
    ) throws(IllegalSyntax) {
        // Where nothing is beside it, blocks that are predicted from what is count on coefficients.
        let none: UInt32 = current.isIntra ? 1 : 0
        let first = left.map { $0 >> UInt32(besides) & 1 } ?? none
        let second = above.map { $0 >> UInt32(over) & 1 } ?? none
        guard cabac.decode(AVCContexts.isCoded + block.rawValue * 4 + Int(first + 2 * second)) else { return }
        current.coded |= 1 << UInt32(bit)
        try readCoefficients(block)
    }

    /// Reads which places have coefficients, by contexts that depend on the place; how many have.
    @inline(__always)
    private mutating func map(_ block: Block, _ last: Int, _ contexts: (Int) -> (isThere: Int, isLast: Int)) -> Int {
        let (isThere, isLast) = (block.isThere, block.isLast)
        var (place, count) = (0, 0)
        while place < last {
            let context = contexts(place)
            if cabac.decode(isThere + context.isThere) {
                count += 1
                if cabac.decode(isLast + context.isLast) { return count }
            }
            place += 1
        }
        // What is not told of the last place is that it has one.
        return count + 1
    }

    private mutating func readCoefficients(_ block: Block) throws(IllegalSyntax) {
        let last = block.count - 1
        var count =
            switch block {
            case .large: map(block, last) { (Int(Self.largeIsThere[$0]), Int(Self.largeIsLast[$0])) }
            case .chromaMeans: map(block, last) { (min($0, 2), min($0, 2)) }
            default: map(block, last) { ($0, $0) }
            }
        var (ones, larger) = (0, 0)
        let most = block == .chromaMeans ? 3 : 4
        while count > 0 {
            count -= 1
            if cabac.decode(block.level + (larger > 0 ? 0 : min(4, 1 + ones))) {
                var level = 1
                let context = block.level + 5 + min(most, larger)
                while level < 14, cabac.decode(context) { level += 1 }
                if level == 14 { _ = try cabac.exponential(order: 0) }
                larger += 1
            } else {
                ones += 1
            }
            _ = cabac.bypass()
        }
    }

    /// Contexts in a transform of 8 (table 9-43).
    private static let largeIsThere: [UInt8] = [
        0, 1, 2, 3, 4, 5, 5, 4, 4, 3, 3, 4, 4, 4, 5, 5, 4, 4, 4, 4, 3, 3, 6, 7, 7, 7, 8, 9, 10, 9, 8, 7,
        7, 6, 11, 12, 13, 11, 6, 7, 8, 9, 14, 10, 9, 8, 6, 11, 12, 13, 11, 6, 9, 14, 10, 9, 11, 12, 13, 11, 14, 10, 12,
    ]
    private static let largeIsLast: [UInt8] = [
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8,
    ]
}
