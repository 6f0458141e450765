package import Timing

extension Sidecar {
    /// What the decoded pictures and samples showed: facts, no judgement.
    package struct Analysis: Codable, Sendable, Equatable {
        /// How loud it is; `nil` without sound.
        @Nullable package var loudness: Loudness?
        /// Where the sound is silent, in order.
        package var silence: [TimeRange]
        /// Where the picture is black, in order.
        package var black: [FrameSpan]
        /// Where the picture stands still, in order.
        package var frozen: [FrameSpan]
        /// How often a new picture really comes; `nil` where it could not be told.
        @Nullable package var cadence: Cadence?
        /// The resolution that the detail in the picture fills; `nil` where it could not be told.
        @Nullable package var trueResolution: TrueResolution?
        /// What the decoder complained of.
        package var damage: Damage

        /// What was found.
        package init(
            loudness: Loudness? = nil, silence: [TimeRange] = [], black: [FrameSpan] = [],
            frozen: [FrameSpan] = [], cadence: Cadence? = nil, trueResolution: TrueResolution? = nil,
            damage: Damage = Damage()
        ) {
            self.loudness = loudness
            self.silence = silence
            self.black = black
            self.frozen = frozen
            self.cadence = cadence
            self.trueResolution = trueResolution
            self.damage = damage
        }
    }
}
