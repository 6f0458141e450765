/// Finds one or two frames that have nothing to do with the frames on either side, which are alike: a flash at a seam,
/// a frame of another shot, a dropped-in black.
struct FlashFinder: Sendable {
    private(set) var flashes: [FrameSpan] = []
    /// The last pictures, oldest first.
    private var recent: [SmallPicture] = []
    private var steps: [Double] = []
    private var frames = 0

    /// A flash differs from its neighbours by at least this, in levels of luma.
    private static let leastDifference = 10.0
    /// The neighbours differ from each other by at most this share of it.
    private static let likeness = 0.35
    /// Frames around a flash among which nothing else moves as far.
    private static let context = 8

    mutating func take(_ picture: SmallPicture) {
        if let last = recent.last, last.luma.count != picture.luma.count { recent = [] }
        let step = recent.last.map { MotionTrace.meanDifference($0, picture) } ?? 0
        for length in 1...2 where recent.count > length {
            let before = recent[recent.count - 1 - length]
            let into = MotionTrace.meanDifference(before, recent[recent.count - length])
            let away = min(into, step)
            guard away >= Self.leastDifference, MotionTrace.meanDifference(before, picture) <= Self.likeness * away,
                away >= 2 * usual(before: length), flashes.last.map({ $0.endFrame < frames - length }) ?? true
            else { continue }
            flashes.append(FrameSpan(startFrame: frames - length, endFrame: frames))
        }
        steps.append(step)
        recent.append(picture)
        if recent.count > 3 { recent.removeFirst() }
        if steps.count > Self.context + 3 { steps.removeFirst() }
        frames += 1
    }

    /// The largest step among the frames before a flash of this length.
    private func usual(before length: Int) -> Double { steps.dropLast(length).suffix(Self.context).max() ?? 0 }
}
