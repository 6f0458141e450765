/// Macroblocks that are moved (ITU-T H.264, 7.3.5.1 and 7.3.5.2).
extension AVCSliceData {
    /// How a macroblock, or a quarter, is cut into what is moved as one.
    private enum Partition {
        case whole, rows, columns, quarters

        /// Parts of a square, in blocks of 4.
        func parts(ofSide side: Int) -> [(x: Int, y: Int, width: Int, height: Int)] {
            let half = side / 2
            switch self {
            case .whole: return [(0, 0, side, side)]
            case .rows: return [(0, 0, side, half), (0, half, side, half)]
            case .columns: return [(0, 0, half, side), (half, 0, half, side)]
            case .quarters:
                return [(0, 0, half, half), (half, 0, half, half), (0, half, half, half), (half, half, half, half)]
            }
        }
    }

    /// Reads one that is predicted from the first list alone.
    ///
    /// - Returns: whether it has parts that are smaller than a quarter.
    mutating func readForwardMotion() throws(IllegalSyntax) -> Bool {
        let context = AVCContexts.forwardKind
        if cabac.decode(context + 1) {
            try readMotion(cabac.decode(context + 3) ? .rows : .columns, lists: [1, 1])
            return false
        }
        guard cabac.decode(context + 2) else {
            try readMotion(.whole, lists: [1])
            return false
        }
        var quarters: [Partition] = []
        for _ in 0..<4 {
            let context = AVCContexts.forwardPart
            if cabac.decode(context) {
                quarters.append(.whole)
            } else if !cabac.decode(context + 1) {
                quarters.append(.rows)
            } else {
                quarters.append(cabac.decode(context + 2) ? .columns : .quarters)
            }
        }
        try readQuarters(quarters, lists: [1, 1, 1, 1])
        return quarters.contains { $0 != .whole }
    }

    /// Reads the kind of one in a slice that is predicted from both lists, and its motion.
    ///
    /// - Returns: whether it is moved.
    mutating func readBothKind(_ isSmall: inout Bool) throws(IllegalSyntax) -> Bool {
        let base = AVCContexts.bothKind
        var context = base
        if let left, !left.isDirect { context += 1 }
        if let above, !above.isDirect { context += 1 }
        guard cabac.decode(context) else {
            current.isDirect = true
            isSmall = !sequence.infersDirectQuarters
            return true
        }
        guard cabac.decode(base + 3) else {
            try readMotion(.whole, lists: [cabac.decode(base + 5) ? 2 : 1])
            return true
        }
        var bits = cabac.decode(base + 4) ? 1 : 0
        for _ in 0..<3 { bits = bits << 1 | (cabac.decode(base + 5) ? 1 : 0) }
        switch bits {
        case 0: try readMotion(.whole, lists: [3])
        case 13: return false
        case 15: isSmall = try readBothQuarters()
        default:
            let kind =
                bits < 8 ? bits + 3 : bits == 14 ? 11 : bits << 1 + (cabac.decode(base + 5) ? 1 : 0) - 4
            // Which lists the two parts use: a bit for each.
            let pairs = [[1, 1], [2, 2], [1, 2], [2, 1], [1, 3], [2, 3], [3, 1], [3, 2], [3, 3]]
            try readMotion(kind % 2 == 0 ? .rows : .columns, lists: pairs[(kind - 4) / 2])
        }
        return true
    }

    /// Reads one in quarters; whether some have smaller parts.
    private mutating func readBothQuarters() throws(IllegalSyntax) -> Bool {
        let context = AVCContexts.bothPart
        var (quarters, lists): ([Partition], [Int]) = ([], [])
        var isSmall = false
        for _ in 0..<4 {
            var kind = 0
            if cabac.decode(context) {
                if !cabac.decode(context + 1) {
                    kind = cabac.decode(context + 3) ? 2 : 1
                } else {
                    kind = 3
                    var isTiny = false
                    if cabac.decode(context + 2) {
                        isTiny = cabac.decode(context + 3)
                        kind = isTiny ? 11 : 7
                    }
                    if isTiny {
                        kind += cabac.decode(context + 3) ? 1 : 0
                    } else {
                        kind += cabac.decode(context + 3) ? 2 : 0
                        kind += cabac.decode(context + 3) ? 1 : 0
                    }
                }
            }
            quarters.append(kind < 4 ? .whole : kind > 9 ? .quarters : kind % 2 == 0 ? .rows : .columns)
            lists.append([0, 1, 2, 3, 1, 1, 2, 2, 3, 3, 1, 2, 3][kind])
            if kind > 3 || (kind == 0 && !sequence.infersDirectQuarters) { isSmall = true }
        }
        try readQuarters(quarters, lists: lists)
        return isSmall
    }

    private mutating func readMotion(_ partition: Partition, lists: [Int]) throws(IllegalSyntax) {
        let parts = partition.parts(ofSide: 4)
        for list in 0..<2 {
            for (part, used) in zip(parts, lists) where used >> list & 1 == 1 {
                try readReference(list, part.x, part.y, part.width, part.height)
            }
        }
        for list in 0..<2 {
            for (part, used) in zip(parts, lists) where used >> list & 1 == 1 {
                try readDifference(list, part.x, part.y, part.width, part.height)
            }
        }
    }

    private mutating func readQuarters(_ quarters: [Partition], lists: [Int]) throws(IllegalSyntax) {
        for list in 0..<2 {
            for quarter in 0..<4 where lists[quarter] >> list & 1 == 1 {
                try readReference(list, quarter % 2 * 2, quarter / 2 * 2, 2, 2)
            }
        }
        for list in 0..<2 {
            for quarter in 0..<4 where lists[quarter] >> list & 1 == 1 {
                for part in quarters[quarter].parts(ofSide: 2) {
                    try readDifference(
                        list, quarter % 2 * 2 + part.x, quarter / 2 * 2 + part.y, part.width, part.height)
                }
            }
        }
    }

    private mutating func readReference(
        _ list: Int, _ x: Int, _ y: Int, _ width: Int, _ height: Int
    ) throws(IllegalSyntax) {
        guard slice.references[list] > 1 else { return }
        let place = list * 4 + y / 2 * 2 + x / 2
        let besides = x > 0 ? current.later >> (place - 1) : (left?.later ?? 0) >> (place + 1)
        let over = y > 0 ? current.later >> (place - 2) : (above?.later ?? 0) >> (place + 2)
        var (index, context) = (0, besides & 1 + 2 * (over & 1))
        while cabac.decode(AVCContexts.reference + context) {
            index += 1
            context = context >> 2 + 4
            guard index < slice.references[list] else { throw IllegalSyntax() }
        }
        guard index > 0 else { return }
        for row in 0..<height / 2 {
            for column in 0..<width / 2 { current.later |= 1 << (place + row * 2 + column) }
        }
    }

    private mutating func readDifference(
        _ list: Int, _ x: Int, _ y: Int, _ width: Int, _ height: Int
    ) throws(IllegalSyntax) {
        for axis in 0..<2 {
            let plane = list * 2 + axis
            let place = motionPlace(x, y) + plane * picture.motionPlane
            let besides = x > 0 || left != nil ? Int(picture.motion[place - 1]) : 0
            let over = y > 0 || above != nil ? Int(picture.motion[place - picture.motionStride]) : 0
            let size = try readSize(axis == 0 ? AVCContexts.across : AVCContexts.down, expected: besides + over)
            fillMotion(x, y, width, height, plane: plane..<plane + 1, with: UInt8(min(size, 64)))
        }
    }

    /// How far something is moved along one axis, next to what its neighbours let expect.
    private mutating func readSize(_ base: Int, expected: Int) throws(IllegalSyntax) -> Int {
        guard cabac.decode(base + (expected < 3 ? 0 : expected < 33 ? 1 : 2)) else { return 0 }
        var (size, context) = (1, 3)
        while size < 9, cabac.decode(base + context) {
            if context < 6 { context += 1 }
            size += 1
        }
        if size == 9 { size += try cabac.exponential(order: 3) }
        _ = cabac.bypass()
        guard size < 1 << 16 else { throw IllegalSyntax() }
        return size
    }

    private func motionPlace(_ x: Int, _ y: Int) -> Int {
        (address / sequence.columns * 4 + y) * picture.motionStride + address % sequence.columns * 4 + x
    }

    mutating func fillMotion(_ x: Int, _ y: Int, _ width: Int, _ height: Int, plane: Range<Int>, with size: UInt8) {
        let start = motionPlace(x, y)
        for plane in plane {
            for row in 0..<height {
                let place = start + plane * picture.motionPlane + row * picture.motionStride
                for place in place..<place + width { picture.motion[place] = size }
            }
        }
    }
}
