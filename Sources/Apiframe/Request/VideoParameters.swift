package import JSON
package import Timing

/// The part of a request that says what the clip has to be: `klingParams`, or the like of another model.
package struct VideoParameters: Sendable, Equatable {
    /// How long the clip has to be.
    package var duration: MediaTime?
    /// The quality, which fixes the nominal size. Other models have other names for theirs: see ``other``.
    package var mode: VideoMode?
    /// The shape.
    package var aspectRatio: AspectRatio?
    /// Whether sound was ordered, and paid for.
    package var generateAudio: Bool?
    /// The picture that the clip has to begin with: a URL.
    package var startImage: String?
    /// The picture that the clip has to end with: a URL.
    package var endImage: String?
    /// What must not be seen.
    package var negativePrompt: String?
    /// The scripted shots, in order; empty where there is no script.
    package var shots: [ScriptedShot] = []
    /// Everything else, and values of other models, as they came.
    package var other: [String: JSONValue] = [:]

    /// Parameters that leave everything to the API.
    package init() {}
}
