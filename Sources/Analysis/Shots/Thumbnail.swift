/// A picture of 16 by 12 cells, kept for every moment of the clip: the luma, and the chroma at half of that.
struct Thumbnail: Sendable {
    static let width = 16
    static let height = 12
    /// `width * height` means of the luma, then of `cb` and `cr` at half the width and height.
    let cells: [UInt8]
    /// The luma again, column after column.
    let turned: [UInt8]

    init(_ sketch: Sketch) {
        let cells =
            Self.means(sketch.luma, sketch.width, sketch.height, Self.width, Self.height)
            + Self.means(sketch.cb, sketch.width, sketch.height, Self.width / 2, Self.height / 2)
            + Self.means(sketch.cr, sketch.width, sketch.height, Self.width / 2, Self.height / 2)
        self.cells = cells
        turned = (0..<Self.width * Self.height).map { cells[$0 % Self.height * Self.width + $0 / Self.height] }
    }

    /// The mean of the luma, in levels.
    var brightness: Float {
        let luma = cells.prefix(Self.width * Self.height)
        return Float(luma.reduce(0) { $0 + Int($1) }) / Float(luma.count)
    }

    private static func means(_ plane: [UInt8], _ w: Int, _ h: Int, _ across: Int, _ down: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(across * down)
        for cy in 0..<down {
            let top = cy * h / down
            let bottom = max(top + 1, (cy + 1) * h / down)
            for cx in 0..<across {
                let left = cx * w / across
                let right = max(left + 1, (cx + 1) * w / across)
                var sum: UInt32 = 0
                for y in top..<bottom {
                    for x in left..<right { sum &+= UInt32(plane[y * w + x]) }
                }
                let area = UInt32((bottom - top) * (right - left))
                out.append(UInt8((sum + area / 2) / area))
            }
        }
        return out
    }
}
