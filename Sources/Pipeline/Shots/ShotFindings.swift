package import Analysis
package import Library
package import Render
package import Timing

/// Where a file's shots are, and what was seen at each of its frames.
package struct ShotFindings: Sendable {
    /// The shots, and with a request the checks of them.
    package let list: ShotList
    package let media: Sidecar.Media
    /// One for each frame.
    package let scores: [ShotScore]
    package let times: FrameTimes
    /// When each shot was scripted to begin, the first one included; empty without a script.
    package let scriptedStarts: [MediaTime]
    /// A JPEG of each frame and the pictures' size, where they were asked for.
    package let strip: (pictures: [[UInt8]], size: PictureSize)?

    /// The shots one after the other, for timelines.
    package var timeline: Timeline { Timeline(of: list, media: media) }
}
