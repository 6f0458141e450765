package import Timing

/// A sound track, as measured.
package struct AudioFacts: Sendable, Equatable, Codable {
    /// FFmpeg's name, such as "aac".
    package var codec: String?
    /// Samples a second.
    package var sampleRate: Int?
    /// 1 for mono, 2 for stereo.
    package var channels: Int?
    /// From the first sample to the end of the last.
    package var duration: MediaTime?
    /// Whether nothing can be heard from beginning to end.
    package var silent: Bool?
    /// How much later than the first picture the first sample is heard, in seconds; negative for earlier.
    package var delay: Double?
    /// What was heard; `nil` when nobody listened.
    package var heard: HeardFacts?

    /// A track of which nothing is known yet.
    package init() {}
}
