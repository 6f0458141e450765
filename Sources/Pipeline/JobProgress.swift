/// The parts of a job in the order in which they come, by the names that scripts see.
package enum Step: String, Sendable, CaseIterable, Codable {
    case fetch, store, probe, pass, thumbnails, split, conform, sidecar, publish
}

/// How far a job is.
package struct JobProgress: Sendable {
    /// The input as the user named it.
    package let input: String
    package let step: Step
    /// Frames or bytes done, and how many there are; 0 of 0 where a step has no parts.
    package let done: Int
    package let total: Int
}

/// Is told of progress, from any thread.
package typealias ProgressHandler = @Sendable (JobProgress) -> Void
