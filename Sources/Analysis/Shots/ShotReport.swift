/// What a ``ShotDetector`` found in a clip.
public struct ShotReport: Sendable, Equatable {
    /// The shots, which tile the clip; none where there was no frame.
    public let shots: [Shot]
    /// One score for each frame.
    public let scores: [ShotScore]
}
