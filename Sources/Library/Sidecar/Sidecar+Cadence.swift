package import Timing

extension Sidecar {
    /// How often a new picture really comes: generated clips often repeat frames to reach their rate.
    package struct Cadence: Codable, Sendable, Equatable {
        /// New pictures a second, "24/1".
        @Nullable package var effectiveFrameRate: Rational?
        /// How many frames differ from the one before.
        package var distinctFrames: Int
        /// How many frames repeat the one before.
        package var heldFrames: Int

        /// Counts of new and repeated frames.
        package init(effectiveFrameRate: Rational?, distinctFrames: Int, heldFrames: Int) {
            self.effectiveFrameRate = effectiveFrameRate
            self.distinctFrames = distinctFrames
            self.heldFrames = heldFrames
        }
    }
}
