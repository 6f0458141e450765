/// Finds runs of frames that show the same picture, however a coder refines it while it stands.
struct StillFinder: Sendable {
    private var run = RunCollector()
    /// The picture that stands still.
    private var anchor: SmallPicture?
    private var length = 0

    /// A coder that spends new bits on a picture that stands moves it by no more than this, in levels.
    private static let refinement = 0.35
    /// So many equal frames come first: a slow move looks like a refinement otherwise.
    private static let leastBefore = 3

    /// Adds the next frame; `last` is the one before it, `step` how far it moved, and `isHeld` whether that is nothing.
    mutating func take(_ picture: SmallPicture, after last: SmallPicture?, step: Double, isHeld: Bool, frame: Int) {
        var stands = isHeld
        if !isHeld, length >= Self.leastBefore, step < Self.refinement, let anchor {
            stands =
                anchor.luma.count == picture.luma.count
                && MotionTrace.meanDifference(anchor, picture) < Self.refinement
        }
        run.take(stands, frame: frame)
        if stands, length == 0 { anchor = last }
        length = stands ? length + 1 : 0
    }

    /// The runs of at least `shortest` frames; each begins with the second of two equal ones.
    mutating func finish(frames: Int, shortest: Int) -> [FrameSpan] {
        run.finish(frames: frames)
        return run.spans.filter { $0.count >= shortest }
    }
}
