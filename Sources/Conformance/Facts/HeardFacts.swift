package import Timing

/// What a sound track's samples show, as measured.
package struct HeardFacts: Sendable, Equatable, Codable {
    /// How the two channels of a stereo track go together.
    package enum Stereo: String, Sendable, Codable {
        case stereo, mono, inverted, oneSided
    }

    /// Integrated loudness by EBU R128, in LUFS; `nil` below the gate.
    package var integratedLUFS: Double?
    /// The loudest 400 ms, in LUFS.
    package var momentaryMaxLUFS: Double?
    /// Loudness range, in LU.
    package var rangeLU: Double?
    /// The highest true peak, in dB of full scale.
    package var truePeakDBTP: Double?
    /// Where samples stand at full scale.
    package var clipped: [Evidence] = []
    /// Gaps with sound up to their edges, and places for which the track holds nothing.
    package var dropouts: [Evidence] = []
    /// For how long the track holds nothing between its first sound and its last; `nil` where nobody looked.
    package var missing: MediaTime?
    /// The mean of the channel farthest from zero, full scale at 1.
    package var dcOffset = 0.0
    /// `nil` for anything but two channels, and for silence.
    package var stereo: Stereo?

    package init() {}
}
