package import Timing

extension Sidecar {
    /// A stream of sound.
    package struct Audio: Codable, Sendable, Equatable {
        /// The codec in FFmpeg's word, "aac".
        package var codec: String
        /// The codec's profile, "LC".
        @Nullable package var profile: String?
        /// Samples a second of one channel.
        package var sampleRate: Int
        /// How many channels there are.
        package var channels: Int
        /// Which channels they are, "stereo".
        @Nullable package var layout: String?
        /// Bits a second.
        @Nullable package var bitRate: Int?
        /// The length of the sound.
        @Nullable package var duration: MediaTime?
        /// When the first sample is heard.
        @Nullable package var startTime: MediaTime?
        /// Its ISO 639 code; `nil` where the file does not say, and where nobody looked.
        package var language: String?

        /// A stream of sound. What is not known stays `nil`.
        package init(
            codec: String, profile: String? = nil, sampleRate: Int, channels: Int, layout: String? = nil,
            bitRate: Int? = nil, duration: MediaTime? = nil, startTime: MediaTime? = nil, language: String? = nil
        ) {
            self.codec = codec
            self.profile = profile
            self.sampleRate = sampleRate
            self.channels = channels
            self.layout = layout
            self.bitRate = bitRate
            self.duration = duration
            self.startTime = startTime
            self.language = language
        }
    }
}
