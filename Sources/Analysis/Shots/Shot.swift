/// One shot of a clip, in frames counted from 0 in display order. Shots tile the clip without gap or
/// overlap.
public struct Shot: Sendable, Equatable {
    /// How a shot begins.
    public enum Transition: String, Sendable, Codable {
        /// The clip's first shot.
        case start
        /// From one frame to the next.
        case cut
        /// Both pictures are mixed for some frames.
        case dissolve
        /// Through black, white or another single colour.
        case fade
    }

    /// The first frame of the shot; in a gradual transition, the one from which its picture dominates.
    public let startFrame: Int
    /// The first frame of the next shot, or the number of frames in the clip.
    public let endFrame: Int
    /// How this shot begins.
    public let transition: Transition
    /// The first and last blended frame of a gradual transition; `nil` otherwise.
    public let transitionFrames: ClosedRange<Int>?
    /// How sure it is that a shot begins here, from 0 to 1; 1 for the clip's start.
    ///
    /// Judged by networks that saw nothing of a clip's source, on labelled clips, whole and coarsely coded, and on
    /// made-up ones that are harder:
    ///
    ///     said with     labelled: right of all    made up: right of all
    ///     0.5 to 0.7         2 of 8                   38 of 76
    ///     0.7 to 0.9         5 of 5                   96 of 120
    ///     0.9 to 0.97       19 of 19                 238 of 280
    ///     above 0.97       276 of 276                482 of 494
    public let confidence: Double

    /// A shot of at least one frame.
    public init(
        startFrame: Int, endFrame: Int, transition: Transition, transitionFrames: ClosedRange<Int>? = nil,
        confidence: Double
    ) {
        precondition(startFrame < endFrame, "a shot has a frame")
        self.startFrame = startFrame
        self.endFrame = endFrame
        self.transition = transition
        self.transitionFrames = transitionFrames
        self.confidence = confidence
    }
}
