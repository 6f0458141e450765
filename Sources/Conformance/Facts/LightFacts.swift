/// What a stream of pictures says of its light.
package struct LightFacts: Sendable, Equatable, Codable {
    /// Whether it names the display that it was graded on.
    package var hasMasteringDisplay = false
    /// The brightest pixel and the mean of the brightest frame, in cd/m²; `nil` where they are not said.
    package var maxCLL: Int?
    package var maxFALL: Int?
    /// Dolby Vision's profile, and what players without it take the pictures for (0: nothing).
    package var dolbyVisionProfile: Int?
    package var dolbyVisionCompatibility: Int?

    /// A stream that says nothing.
    package init() {}
}
