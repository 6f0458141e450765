/// Finds one or two frames that have nothing to do with the frames on either side: a flash, a frame of another shot, a
/// dropped-in black; also right at a cut, where the two sides differ as well.
struct FlashFinder: Sendable {
    private var candidates: [Candidate] = []
    /// The last pictures, oldest first.
    private var recent: [SmallPicture] = []
    private var frames = 0

    /// One or two frames that differ from those on either side.
    private struct Candidate: Sendable {
        let frames: FrameSpan
        /// The smaller of the steps into and out of it, in levels, and both together.
        let least: Double
        let both: Double
        /// How much the frames on either side of it differ.
        let across: Double
    }

    /// A flash differs from its neighbours by at least this, in levels of luma.
    private static let leastDifference = 10.0
    /// Neighbours of one shot differ from each other by at most this share of it.
    private static let likeness = 0.35
    /// At a cut both steps together are at least so many times the way across: the frame does not lie on that way, as the
    /// mix of a cut that fell between two frames does.
    private static let detour = 1.5
    /// And nothing on either side moves by a third of it.
    private static let lonely = 3.0
    /// Frames around a flash among which nothing else moves as far.
    private static let context = 8

    mutating func take(_ picture: SmallPicture) {
        if let last = recent.last, last.luma.count != picture.luma.count { recent = [] }
        for length in 1...2 where recent.count > length {
            let before = recent[recent.count - 1 - length]
            let into = MotionTrace.meanDifference(before, recent[recent.count - length])
            let away = MotionTrace.meanDifference(recent[recent.count - 1], picture)
            guard min(into, away) >= Self.leastDifference else { continue }
            candidates.append(
                Candidate(
                    frames: FrameSpan(startFrame: frames - length, endFrame: frames), least: min(into, away),
                    both: into + away, across: MotionTrace.meanDifference(before, picture)))
        }
        recent.append(picture)
        if recent.count > 3 { recent.removeFirst() }
        frames += 1
    }

    /// The flashes in order; `steps` says how far the picture moved before each frame.
    func finish(steps: [Float]) -> [FrameSpan] {
        candidates.reduce(into: []) { flashes, candidate in
            let span = candidate.frames
            let before = steps[max(0, span.startFrame - Self.context)..<span.startFrame].max() ?? 0
            let after = steps[min(span.endFrame + 1, steps.count)..<min(span.endFrame + 1 + Self.context, steps.count)]
                .max()
            let returns =
                candidate.across <= Self.likeness * candidate.least && candidate.least >= 2 * Double(before)
            let isAlone =
                candidate.both >= Self.detour * candidate.across
                && candidate.least >= Self.lonely * Double(max(before, after ?? .infinity))
            guard returns || isAlone, flashes.last.map({ $0.endFrame < span.startFrame }) ?? true else { return }
            flashes.append(span)
        }
    }
}
