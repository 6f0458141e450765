package import Timing

/// A shot that is to become a file.
package struct ShotRequest: Sendable {
    /// The shot's frames.
    package let frames: Range<Int>
    /// Its number in the clip, from 1: files are named for it.
    package let number: Int
    /// What the file says of itself; `nil` for nothing.
    package let title: String?
    /// What was ordered for the shot.
    package let prompt: String?
    /// The address of the shot's first frame; `nil` writes no track of timecode.
    package let timecode: Timecode?

    package init(
        frames: Range<Int>, number: Int, title: String? = nil, prompt: String? = nil, timecode: Timecode? = nil
    ) {
        self.frames = frames
        self.number = number
        self.title = title
        self.prompt = prompt
        self.timecode = timecode
    }
}
