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
        /// An edge passes over the picture, with the new one behind it: straight, round, in blinds.
        case wipe
        /// The new picture moves in: it pushes the old one out, covers it, or is uncovered.
        case slide
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
    ///     0.5 to 0.7         2 of 6                   75 of 135
    ///     0.7 to 0.9         2 of 4                  196 of 232
    ///     0.9 to 0.97       17 of 17                 476 of 555
    ///     above 0.97       281 of 281              1454 of 1472
    public let confidence: Double
    /// Whether it shows a title card or the like: mostly plain, and standing still.
    public let isCard: Bool

    /// A shot of at least one frame.
    public init(
        startFrame: Int, endFrame: Int, transition: Transition, transitionFrames: ClosedRange<Int>? = nil,
        confidence: Double, isCard: Bool = false
    ) {
        precondition(startFrame < endFrame, "a shot has a frame")
        self.startFrame = startFrame
        self.endFrame = endFrame
        self.transition = transition
        self.transitionFrames = transitionFrames
        self.confidence = confidence
        self.isCard = isCard
    }
}
