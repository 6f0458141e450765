public import Timing

/// Where in a clip something is to be seen or heard.
public struct Evidence: Sendable, Equatable, Codable {
    /// When it begins, from the clip's first picture.
    public let start: MediaTime
    /// When it is over.
    public let end: MediaTime
    /// The first frame; `nil` for sound.
    public let startFrame: Int?
    /// The first frame after it; `nil` for sound.
    public let endFrame: Int?

    /// A span of frames, or of time alone.
    public init(start: MediaTime, end: MediaTime, frames: Range<Int>? = nil) {
        self.start = start
        self.end = end
        startFrame = frames?.lowerBound
        endFrame = frames?.upperBound
    }

    /// The frames, where it is about any.
    var frames: Range<Int>? {
        guard let startFrame, let endFrame, startFrame <= endFrame else { return nil }
        return startFrame..<endFrame
    }
}

extension [Evidence] {
    /// How many frames they cover; one that several cover counts once.
    var frameCount: Int { Set(compactMap(\.frames).joined()).count }
}
