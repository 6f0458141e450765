/// A block of 32x32 samples, as 32 lines along one direction.
///
/// Eight lines to a vector: measured, `SIMD8` takes 9 µs for a block's spectrum, `SIMD32` two hundred times as long.
struct LineBlock: Sendable {
    /// Vectors that hold the samples of all lines at one place.
    static let groups = side / 8
    private static let side = BlockSpectrum.side

    private var vectors = [SIMD8<Float>](repeating: .zero, count: side * groups)

    /// The block with its corner at column `x` and row `y`; `nil` where a quarter of it is at `dark` or below.
    init?(_ luma: Span<UInt8>, x: Int, y: Int, stride: Int, alongRows: Bool, dark: UInt8) {
        var darkSamples = 0
        for row in 0..<Self.side {
            let start = (y + row) * stride + x
            for column in 0..<Self.side {
                let sample = luma[start + column]
                if sample <= dark { darkSamples += 1 }
                let (place, line) = alongRows ? (column, row) : (row, column)
                vectors[place * Self.groups + line / 8][line % 8] = Float(sample)
            }
        }
        guard darkSamples < Self.side * Self.side / 4 else { return nil }
    }

    /// The samples of eight lines at a place.
    subscript(place: Int, group: Int) -> SIMD8<Float> { vectors[place * Self.groups + group] }

    /// How much neighbours differ, at each place: the logarithm of the mean of all lines.
    var differences: [Float] {
        (1..<Self.side).map { place in magnitude { self[place, $0] - self[place - 1, $0] } }
    }

    /// How much a sample differs from what its two neighbours make likely, likewise.
    var secondDifferences: [Float] {
        (1..<Self.side - 1).map { place in
            magnitude { group in
                let before: SIMD8<Float> = self[place, group] - self[place - 1, group]
                let after: SIMD8<Float> = self[place + 1, group] - self[place, group]
                return after - before
            }
        }
    }

    /// Half a level is added so that flat places do not stand out.
    private func magnitude(_ values: (_ group: Int) -> SIMD8<Float>) -> Float {
        var total: Float = 0
        for group in 0..<Self.groups {
            let signed = values(group)
            total += signed.replacing(with: -signed, where: signed .< 0).sum()
        }
        return (total / Float(Self.side) + 0.5).logarithm
    }
}
