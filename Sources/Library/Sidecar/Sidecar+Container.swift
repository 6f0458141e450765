extension Sidecar {
    /// The file around the streams.
    package struct Container: Codable, Sendable, Equatable {
        /// The format in one word, "mp4".
        package var format: String
        /// FFmpeg's names of the format, "mov,mp4,m4a,3gp,3g2,mj2".
        package var formatName: String
        /// All streams together, in bits a second.
        @Nullable package var bitRate: Int?
        /// Whether the index comes before the media, so that playback can start at once; `nil` where the
        /// format has no such thing.
        @Nullable package var faststart: Bool?

        /// A container.
        package init(format: String, formatName: String, bitRate: Int? = nil, faststart: Bool? = nil) {
            self.format = format
            self.formatName = formatName
            self.bitRate = bitRate
            self.faststart = faststart
        }
    }
}
