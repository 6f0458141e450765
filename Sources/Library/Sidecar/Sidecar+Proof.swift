extension Sidecar {
    /// What reading a shot's file back showed: that no frame was lost, doubled or spoilt.
    package struct Proof: Codable, Sendable, Equatable {
        /// Whether the file holds the shot, the whole shot and nothing but the shot.
        package var passed: Bool
        /// How many frames the shot has.
        package var expectedFrames: Int
        /// How many frames came out of the file.
        package var decodedFrames: Int
        /// How many of them equal the source's frame pixel for pixel; `nil` where that was not compared.
        @Nullable package var identicalFrames: Int?
        /// The worst frame's likeness to the source's in dB; `nil` where all are identical or none was compared.
        @Measured package var minimumPSNR: Double?

        /// The outcome of reading a file back.
        package init(
            passed: Bool, expectedFrames: Int, decodedFrames: Int, identicalFrames: Int? = nil,
            minimumPSNR: Double? = nil
        ) {
            self.passed = passed
            self.expectedFrames = expectedFrames
            self.decodedFrames = decodedFrames
            self.identicalFrames = identicalFrames
            self.minimumPSNR = minimumPSNR
        }
    }
}
