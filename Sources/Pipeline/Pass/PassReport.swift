package import Analysis
package import Media
package import Timing

/// What the one decode found.
package struct PassReport: Sendable {
    /// When each decoded frame is shown.
    package let times: FrameTimes
    package let damage: DecodePass.Damage
    /// `nil` when pictures were not measured.
    package let shots: ShotReport?
    package let pictures: PictureFacts?
    /// The size that the detail fills; `nil` when pictures were not measured.
    package let trueResolution: TrueResolution?
    /// `nil` without sound, or when it was not measured.
    package let sound: SoundFacts?
    /// Where the sound track holds nothing between its first block and its last: numbers of samples, half-open.
    package let soundHoles: [Range<Int>]
    /// The silence that the writer of a fragmented MP4 has left behind the coder's lead-in, which is no dropout; `nil` without.
    package let soundLeadInGap: Range<Int>?
    /// The rate of ``SoundFacts/samples``.
    package let soundRate: Int?
    /// When the first sample is heard, on the clip's clock.
    package let soundStart: MediaTime?

    /// Why proxies of the plan could not be written, by their place in it.
    package let proxyFailures: [Int: any Error]

    /// Where the time went.
    package let timing: PassTiming

    /// Whether frames and packets may not match.
    package var isDamaged: Bool { damage != DecodePass.Damage() }
}
