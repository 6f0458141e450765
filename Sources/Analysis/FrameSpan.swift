/// Frames in a row, counted from 0: the first that belongs to the span, and the first that does not.
public struct FrameSpan: Sendable, Equatable {
    /// The first frame of the span.
    public let startFrame: Int
    /// The first frame after the span.
    public let endFrame: Int

    /// A span of at least one frame.
    public init(startFrame: Int, endFrame: Int) {
        precondition(startFrame < endFrame, "a span has a frame")
        self.startFrame = startFrame
        self.endFrame = endFrame
    }

    /// How many frames it has.
    public var count: Int { endFrame - startFrame }
}

/// Collects runs of frames for which something holds.
struct RunCollector {
    private(set) var spans: [FrameSpan] = []
    private var start: Int?

    /// Says whether it holds for `frame`; frames come in order.
    mutating func take(_ holds: Bool, frame: Int) {
        if holds {
            start = start ?? frame
        } else if let first = start {
            spans.append(FrameSpan(startFrame: first, endFrame: frame))
            start = nil
        }
    }

    /// Ends the last run at the clip's end.
    mutating func finish(frames: Int) {
        if let first = start, first < frames { spans.append(FrameSpan(startFrame: first, endFrame: frames)) }
        start = nil
    }
}
