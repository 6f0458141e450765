internal import Timing

/// Tells where a track's decoded blocks of sound lie, in samples of the track's rate from the clip's 0.
package struct SoundPlaces {
    private let timeBase: Rational
    private let sampleBase: Rational
    /// How far a block's time may be from where the one before ended, and still be the rounding of that.
    private let slack: Int
    private var expected: Int?
    /// In seconds: times that went through Matroska are thousandths whatever the ticks are now.
    private static let coarsest = 0.001

    /// - Parameter expected: where the first block begins, if that is known; its time may be the rounding of that.
    package init(of track: AudioStreamInfo, expected: Int? = nil) {
        timeBase = track.timeBase
        sampleBase = Rational(1, track.sampleRate)!
        slack = Int((max(timeBase.double, Self.coarsest) / sampleBase.double).rounded(.up)) + 1
        self.expected = expected
    }

    /// The place of the next block: as its time says, or where the one before ended when its time is the rounding of
    /// that. `nil` where neither is known.
    package mutating func place(of block: AudioFrame) -> Int? {
        guard let place = place(saying: block.pts) else { return nil }
        expected = place + block.samples(at: sampleBase)
        return place
    }

    private func place(saying pts: Int?) -> Int? {
        let said = pts.flatMap {
            MediaTime(ticks: $0, timeBase: timeBase).rescaled(to: sampleBase, rounding: .nearest)?.ticks
        }
        // No clip has such times, and what is added to them here stays inside 64 bits.
        guard let said, said.magnitude < 1 << 60 else { return expected }
        guard let expected, abs(said - expected) <= slack else { return said }
        return expected
    }
}

extension AudioFrame {
    /// How long it is in samples of another length; a stream may change its rate in the middle.
    func samples(at sampleBase: Rational) -> Int {
        guard sampleRate > 0, let own = Rational(1, sampleRate), own != sampleBase else { return samples }
        return MediaTime(ticks: samples, timeBase: own).rescaled(to: sampleBase, rounding: .nearest)?.ticks ?? samples
    }
}
