extension Sidecar {
    /// What the numbers of a pixel mean, in FFmpeg's words; `nil` where the file does not say.
    package struct Colour: Codable, Sendable, Equatable {
        /// The colours of the primaries, "bt709".
        @Nullable package var primaries: String?
        /// The transfer curve, "bt709".
        @Nullable package var transfer: String?
        /// How RGB became YCbCr, "bt709".
        @Nullable package var matrix: String?
        /// "tv" for limited numbers, "pc" for full.
        @Nullable package var range: String?

        /// Colour tags.
        package init(
            primaries: String? = nil, transfer: String? = nil, matrix: String? = nil, range: String? = nil
        ) {
            self.primaries = primaries
            self.transfer = transfer
            self.matrix = matrix
            self.range = range
        }
    }
}
