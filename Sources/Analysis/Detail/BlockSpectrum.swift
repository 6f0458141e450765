/// What the lines of a 32x32 block of samples are made of, along one direction.
///
/// Two traces of a scaler are gathered. **Power** by frequency: enlarging leaves little above the smaller picture's
/// highest frequency. **Rhythm**: interpolated samples differ less from their neighbours than those that were there, so
/// the differences rise and fall in step with the scale (every third sample for 2/3 and 1/3, every second for 1/2). What
/// coders leave has a rhythm too, of four and eight samples, and is measured beside it.
struct BlockSpectrum: Sendable {
    /// Samples on each side of a block.
    static let side = 32
    /// Frequencies from 1 to 16 periods a block; the last is the finest that there is.
    static let bands = 16
    /// Periods in 48 samples: of a third, a half, a quarter and three eighths of the sample rate, and two that
    /// neither scalers nor coders make, to compare with.
    private static let rhythms = [16, 24, 12, 18, 9, 21]

    /// Power of each band, summed over blocks and their lines.
    private(set) var power = [Float](repeating: 0, count: bands)
    /// Real and imaginary part of each rhythm, first of the differences, then of the second differences.
    private var beats = [SIMD2<Float>](repeating: .zero, count: 2 * rhythms.count)
    private(set) var blocks = 0

    /// Adds a block that lies `offset` samples along the direction.
    mutating func add(_ block: LineBlock, offset: Int) {
        blocks += 1
        for band in 0..<Self.bands {
            for group in 0..<LineBlock.groups {
                var real = SIMD8<Float>(repeating: 0)
                var imaginary = SIMD8<Float>(repeating: 0)
                for place in 0..<Self.side {
                    let wave = Self.waves[band * Self.side + place]
                    let samples = block[place, group]
                    real += samples * wave.x
                    imaginary += samples * wave.y
                }
                let squares: SIMD8<Float> = real * real + imaginary * imaginary
                power[band] += squares.sum()
            }
        }
        beat(block.differences, offset: offset, from: 0)
        beat(block.secondDifferences, offset: offset + 1, from: Self.rhythms.count)
    }

    /// Adds what another one gathered.
    mutating func add(_ other: BlockSpectrum) {
        for index in power.indices { power[index] += other.power[index] }
        for index in beats.indices { beats[index] += other.beats[index] }
        blocks += other.blocks
    }

    /// The decimal logarithm of the mean power of each band, in squared levels; noise below a level counts for nothing.
    var levels: [Float] {
        let scale = 1 / Float(max(blocks, 1) * Self.side * Self.side)
        return power.map { ($0 * scale + 0.02).logarithm * 0.4342945 }
    }

    /// How strong each rhythm is against the two that nobody makes, as decimal logarithms: four of differences, four of
    /// second differences.
    var rhythm: [Float] {
        let scale = 1 / Float(max(blocks, 1))
        let strengths = beats.map { ($0 * $0).sum().squareRoot() * scale }
        return [0, Self.rhythms.count].flatMap { start in
            let (a, b) = (strengths[start + 4], strengths[start + 5])
            let base = ((a * a + b * b) / 2).squareRoot()
            return (0..<4).map { ((strengths[start + $0] + 0.003) / (base + 0.003)).logarithm * 0.4342945 }
        }
    }

    private mutating func beat(_ profile: [Float], offset: Int, from start: Int) {
        let mean = profile.reduce(0, +) / Float(profile.count)
        for place in profile.indices {
            let value = (profile[place] - mean) * Self.window[place]
            for (index, rhythm) in Self.rhythms.enumerated() {
                beats[start + index] += value * Self.circle48[rhythm * (offset + place) % 48]
            }
        }
    }

    /// Cosine and sine of each 48th of a turn.
    private static let circle48 = circle(steps: 48, cosine: 0.9914448613738104, sine: 0.1305261922200516)
    private static let circle64 = circle(steps: 64, cosine: 0.9951847266721969, sine: 0.0980171403295606)

    /// All steps of a turn out of the first; nothing but arithmetic, so that every machine has the same.
    private static func circle(steps: Int, cosine: Double, sine: Double) -> [SIMD2<Float>] {
        var (x, y) = (1.0, 0.0)
        return (0..<steps).map { _ in
            defer { (x, y) = (x * cosine - y * sine, x * sine + y * cosine) }
            return SIMD2(Float(x), Float(y))
        }
    }

    /// A Hann window: it keeps the mean of a block out of all bands but the first.
    private static let window = (0..<side).map { 0.5 - 0.5 * circle64[(2 * $0 + 1) % 64].x }

    private static let waves = (1...bands).flatMap { band in
        (0..<side).map { place in circle64[2 * band * place % 64] * window[place] }
    }
}
