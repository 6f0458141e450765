internal import Library
public import Timing

/// One shot of a clip, in exact frames and times.
public struct Shot: Sendable, Hashable {
    /// How a shot begins.
    public enum Transition: String, Sendable, Hashable {
        /// It is the clip's first.
        case start
        /// From one frame to the next.
        case cut
        /// Both pictures are mixed for some frames.
        case dissolve
        /// Through black, white or another single colour.
        case fade
        /// An edge passes over the picture, with the new one behind it.
        case wipe
        /// The new picture moves in.
        case slide
    }

    /// The number of the shot, from 1.
    public let index: Int
    /// Its frames, counted from 0 in the order in which they are shown.
    public let frames: Range<Int>
    /// When it begins, on the clip's own clock.
    public let start: MediaTime
    /// When it is over, which is when the next begins.
    public let end: MediaTime
    /// How it begins.
    public let transition: Transition
    /// How sure it is that a shot begins here, from 0 to 1.
    public let confidence: Double
    /// What was ordered for this shot; `nil` where nobody said.
    public let prompt: String?
    /// Its own file, relative to the clip's folder: "shots/shot-01.mp4"; `nil` where nothing was cut.
    public let file: String?

    init(_ shot: Sidecar.Shot) {
        index = shot.index
        frames = shot.startFrame..<shot.endFrame
        start = shot.start
        end = shot.end
        transition = Transition(rawValue: shot.transition.rawValue)!
        confidence = shot.confidence
        prompt = shot.prompt
        file = shot.file
    }
}
