package import Timing

extension Sidecar {
    /// A shot as it was ordered, which is not always where it was delivered.
    package struct RequestedShot: Codable, Sendable, Equatable {
        /// When it was to begin.
        package var start: MediaTime
        /// What it was to show, without what in it may be secret.
        @Redacted package var prompt: String

        /// A shot that was to begin at `start`.
        package init(start: MediaTime, prompt: String) {
            self.start = start
            self.prompt = prompt
        }
    }
}
