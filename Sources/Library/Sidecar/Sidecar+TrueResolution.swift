extension Sidecar {
    /// The resolution that the detail in the picture fills; smaller than the file's when it was scaled up.
    package struct TrueResolution: Codable, Sendable, Equatable {
        /// Columns of pixels.
        package var width: Int
        /// Rows of pixels.
        package var height: Int
        /// How sure this is, from 0 to 1; `nil` where that is not known.
        @Measured package var confidence: Double?

        /// An estimate.
        package init(width: Int, height: Int, confidence: Double? = nil) {
            self.width = width
            self.height = height
            self.confidence = confidence
        }
    }
}
