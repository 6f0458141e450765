package import Timing

/// A shot as the request scripts it.
package struct ScriptedShot: Sendable, Equatable {
    /// When the shot begins, from the start of the clip.
    package let start: MediaTime
    /// How long it was to be, where the request says so itself.
    package let duration: MediaTime?
    /// What it was to show.
    package let prompt: String

    /// A shot that begins at `start`.
    package init(start: MediaTime, duration: MediaTime? = nil, prompt: String) {
        self.start = start
        self.duration = duration
        self.prompt = prompt
    }
}
