/// What the samples of a sound track show beside their loudness.
public struct SampleFacts: Sendable, Equatable {
    /// How the two channels of a stereo track go together.
    public enum Stereo: String, Sendable {
        /// They differ, as stereo does.
        case stereo
        /// Both carry the same sound.
        case mono
        /// One is the other upside down: played on one loudspeaker, they cancel.
        case inverted
        /// One of them is silent while the other is not.
        case oneSided
    }

    /// Spans around samples that stand at full scale three or more in a row: sample numbers, half-open.
    public let clipped: [Range<Int>]
    /// Gaps of at least 5 ms with sound up to their very edges: sample numbers, half-open.
    public let dropouts: [Range<Int>]
    /// The mean of the channel that is farthest from zero, full scale at 1.
    public let dcOffset: Double
    /// `nil` for anything but two channels, and for silence.
    public let stereo: Stereo?
}

/// Looks at each sample once.
struct SampleMeter {
    private let channels: Int
    private let sampleRate: Int
    private var samples = 0
    private var sums: [Double]
    private var energies: [Double]
    private var product = 0.0
    private var difference = 0.0
    private var atFullScale: [Int]
    private var clipped: [Range<Int>] = []
    /// The peak of each thousandth of a second.
    private var peaks: [Float] = []
    private var peak: Float = 0

    /// What a converter writes for everything beyond full scale, 16-bit rounding and a lossy codec's ripple included.
    private static let fullScale: Float = 0.999
    private static let clippedRun = 3
    /// Clipped spans closer than this are one, in seconds.
    private static let apart = 0.1
    /// -60 dB: a gap. -30 dB: sound that had no time to fade.
    private static let (gapLevel, soundLevel): (Float, Float) = (0.001, 0.03)
    /// In thousandths of a second.
    private static let (shortestGap, edge) = (5, 10)

    init(channels: Int, sampleRate: Int) {
        self.channels = channels
        self.sampleRate = sampleRate
        sums = Array(repeating: 0, count: channels)
        energies = sums
        atFullScale = Array(repeating: 0, count: channels)
    }

    mutating func take(_ interleaved: UnsafeBufferPointer<Float>) {
        for frame in 0..<interleaved.count / channels {
            for channel in 0..<channels {
                let value = interleaved[frame * channels + channel]
                sums[channel] += Double(value)
                energies[channel] += Double(value * value)
                peak = max(peak, abs(value))
                if abs(value) >= Self.fullScale {
                    atFullScale[channel] += 1
                    if atFullScale[channel] >= Self.clippedRun { clip(samples + 1 - atFullScale[channel]) }
                } else {
                    atFullScale[channel] = 0
                }
            }
            if channels == 2 {
                let (left, right) = (Double(interleaved[frame * 2]), Double(interleaved[frame * 2 + 1]))
                product += left * right
                difference += (left - right) * (left - right)
            }
            samples += 1
            if samples * 1000 / sampleRate > peaks.count {
                peaks.append(peak)
                peak = 0
            }
        }
    }

    /// Adds what begins at `start` and lasts to the present sample to the clipped spans.
    private mutating func clip(_ start: Int) {
        if let last = clipped.last, Double(start - last.upperBound) < Self.apart * Double(sampleRate) {
            clipped[clipped.count - 1] = last.lowerBound..<samples + 1
        } else {
            clipped.append(start..<samples + 1)
        }
    }

    func facts() -> SampleFacts {
        let offsets = sums.map { abs($0) / Double(max(1, samples)) }
        return SampleFacts(clipped: clipped, dropouts: dropouts(), dcOffset: offsets.max() ?? 0, stereo: stereo)
    }

    private var stereo: SampleFacts.Stereo? {
        guard channels == 2, samples > 0, let most = energies.max(), most / Double(samples) > 1e-7 else { return nil }
        let least = energies.min() ?? 0
        if least < most * 1e-5 { return .oneSided }
        if difference < 1e-5 * (energies[0] + energies[1]) { return .mono }
        return product / (energies[0] * energies[1]).squareRoot() < -0.95 ? .inverted : .stereo
    }

    private func dropouts() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        for index in peaks.indices {
            if peaks[index] < Self.gapLevel {
                start = start ?? index
            } else if let first = start {
                start = nil
                let before = peaks[max(0, first - Self.edge)..<first].max() ?? 0
                let after = peaks[index..<min(peaks.count, index + Self.edge)].max() ?? 0
                if index - first >= Self.shortestGap, before >= Self.soundLevel, after >= Self.soundLevel {
                    found.append(first * sampleRate / 1000..<index * sampleRate / 1000)
                }
            }
        }
        return found
    }
}
