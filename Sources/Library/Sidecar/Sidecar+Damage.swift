extension Sidecar {
    /// What is broken in the file, counted.
    package struct Damage: Codable, Sendable, Equatable {
        /// How often a packet could not be decoded, or held sound that is damaged.
        package var decodeErrors: Int
        /// How many decoded frames the decoder had to patch.
        package var damagedFrames: Int
        /// How many frames the container promises that did not come out.
        package var missingFrames: Int
        /// How many time stamps are missing or run backwards.
        package var timestampErrors: Int

        /// Counts; a sound file has none.
        package init(decodeErrors: Int = 0, damagedFrames: Int = 0, missingFrames: Int = 0, timestampErrors: Int = 0) {
            self.decodeErrors = decodeErrors
            self.damagedFrames = damagedFrames
            self.missingFrames = missingFrames
            self.timestampErrors = timestampErrors
        }
    }
}
