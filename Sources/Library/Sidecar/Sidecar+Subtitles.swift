extension Sidecar {
    /// A track of subtitles.
    package struct Subtitles: Codable, Sendable, Equatable {
        /// The codec in FFmpeg's word, "mov_text".
        package var codec: String
        /// Its ISO 639 code; `nil` where the file does not say.
        @Nullable package var language: String?

        package init(codec: String, language: String? = nil) {
            self.codec = codec
            self.language = language
        }
    }
}
