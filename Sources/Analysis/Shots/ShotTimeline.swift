/// The distinct pictures of a clip in order, with how far each is from those shortly before it.
///
/// A picture that repeats the one before (8 pictures a second in a stream of 30, a frozen tail) adds nothing:
/// all that follows counts distinct pictures, so that rates and padding do not matter.
struct ShotTimeline: Sendable {
    /// One distinct picture.
    struct Moment: Sendable {
        /// The first frame that shows it.
        let frame: Int
        /// Differences from the pictures ``ShotTimeline/lags`` moments earlier; as many as there are.
        var comparisons: [Comparison] = []
        /// Structure left over from the pictures before the last leaps, the oldest first; see ``ShotTimeline/Anchor``.
        var sinceLeaps: [(moment: Int, structure: Float)] = []
        let thumbnail: Thumbnail
        /// Standard deviation of the luma, in levels.
        let spread: Float
        /// Share of the picture's area that has no structure.
        let plainArea: Float
    }

    /// How many moments back each moment is compared.
    static let lags = [1, 2, 3, 6, 12, 24]

    private(set) var moments: [Moment] = []
    /// Frames placed, repeats included; all that were taken once it is closed.
    private(set) var frames = 0
    /// In a clip of few distinct pictures more than so many frames are no cadence, but pictures that stand.
    private static let longestUsual = 4
    /// The median of the frames that show a moment, or the most that it may be; known once it is closed.
    private(set) var usualLength = 1
    /// The last distinct pictures, oldest first; as many as the longest lag.
    private var recent: [Sketch] = []
    private var matcher: BlockMatcher?

    /// A picture after which all changed. What only hides it is told from a cut by what is seen next, so that is compared
    /// with the picture itself, over exactly the time that it was hidden.
    private struct Anchor {
        let moment: Int
        let sketch: Sketch
    }

    /// The oldest first.
    private var anchors: [Anchor] = []
    /// In moments; what hides a picture for longer is a shot.
    static let longestHidden = 18
    private static let mostAnchors = 3
    /// Structure and luma that differ more from one moment to the next are a leap.
    private static let leap: Float = 0.12
    private static let leapOfLight: Float = 12

    /// Pictures whose turn has not come, in order: whether one is held shows only by those that follow.
    private var waiting: [Sketch] = []
    /// Mean change of each frame taken from the one before, in levels.
    private var steps: [Float] = []
    /// How many pictures are looked ahead, and back.
    private static let ahead = 8

    mutating func take(_ picture: SmallPicture) {
        // Where the size changes within a clip, the later pictures are brought to the first one's.
        let sketch = Sketch(picture, like: waiting.last ?? recent.last)
        steps.append(waiting.last?.change(to: sketch).mean ?? 0)
        waiting.append(sketch)
        if waiting.count > Self.ahead { place() }
    }

    /// There are no more pictures; called once.
    mutating func close() {
        while !waiting.isEmpty { place() }
        let lengths = moments.indices.map(length).sorted()
        usualLength = lengths.isEmpty ? 1 : min(lengths[lengths.count / 2], Self.longestUsual)
    }

    /// Makes a moment of the next waiting picture, unless it is held.
    private mutating func place() {
        let sketch = waiting.removeFirst()
        defer { frames += 1 }
        if let last = recent.last, isHeld(sketch, after: last) { return }
        var moment = Moment(
            frame: frames, thumbnail: Thumbnail(sketch), spread: sketch.spread, plainArea: sketch.plainArea)
        let matcher = self.matcher ?? BlockMatcher(width: sketch.width, height: sketch.height)
        for lag in Self.lags where lag <= recent.count {
            // Over a longer time motion is looked for in coarser steps, which costs a quarter.
            moment.comparisons.append(
                matcher.compare(recent[recent.count - lag], sketch, step: lag < 12 ? 1 : 2))
        }
        dropAnchor(moment)
        moment.sinceLeaps = anchors.filter { $0.moment < moments.count - 1 }.map {
            ($0.moment, matcher.compare($0.sketch, sketch, step: 2).structure)
        }
        self.matcher = matcher
        moments.append(moment)
        recent.append(sketch)
        if recent.count > Self.lags[Self.lags.count - 1] { recent.removeFirst() }
    }

    /// Keeps the last picture where the next one, `moment`, leaps away from it.
    private mutating func dropAnchor(_ moment: Moment) {
        anchors.removeAll { moments.count - $0.moment > Self.longestHidden }
        guard let step = moment.comparisons.first, step.structure > Self.leap || step.stillLuma > Self.leapOfLight,
            anchors.count < Self.mostAnchors, let last = recent.last
        else { return }
        anchors.append(Anchor(moment: moments.count - 1, sketch: last))
    }

    /// Whether a picture shows what the last one did, but for coding noise.
    ///
    /// A coarsely coded clip improves a held picture over the frames that hold it. That is told from slow motion by
    /// what is around it: from one frame to the next a held picture changes far less than the clip does where it moves.
    private func isHeld(_ sketch: Sketch, after last: Sketch) -> Bool {
        let change = last.change(to: sketch)
        if change.mean < Self.noise && change.worstRow < Self.rowNoise * Self.noise { return true }
        guard steps[frames] < Self.mostNoise else { return false }
        let past = usualMotion(max(frames - Self.ahead, 1)..<max(frames, 1))
        let future = usualMotion(frames + 1..<frames + 1 + waiting.count)
        guard let motion = [past, future].compactMap(\.self).min(), steps[frames] < Self.stepOfHeld * motion else {
            return false
        }
        let limit = min(Self.driftOfHeld * motion, Self.mostDrift)
        return change.mean < limit && change.worstRow < Self.rowNoise * limit
    }

    /// How much the pictures of some frames change where they do; a single leap may be a cut and does not count. `nil`
    /// next to the clip's ends.
    private func usualMotion(_ frames: Range<Int>) -> Float? {
        let ordered = steps[frames].sorted()
        return ordered.count < Self.ahead ? nil : ordered[ordered.count - 2]
    }

    /// Mean change of the luma, in levels, that is noise whatever is around it.
    private static let noise: Float = 0.4
    /// Something small may move in a still picture, so no row may change by more than this many times the limit.
    private static let rowNoise: Float = 5
    /// What a held picture may change from frame to frame, as a share of the motion around it and in levels.
    private static let stepOfHeld: Float = 1 / 4
    private static let mostNoise: Float = 1
    /// The same, since it was first shown.
    private static let driftOfHeld: Float = 1 / 2
    private static let mostDrift: Float = 2

    /// The structure that moment `index` leaves over from each earlier one that it was compared with.
    func differences(_ index: Int) -> [(moment: Int, structure: Float)] {
        let moment = moments[index]
        return zip(Self.lags, moment.comparisons).map { (index - $0, $1.structure) } + moment.sinceLeaps
    }

    /// The comparison of moment `index` with the one `Self.lags[lag]` before it, where both exist.
    func comparison(_ index: Int, lag: Int) -> Comparison? {
        guard moments.indices.contains(index), lag < moments[index].comparisons.count else { return nil }
        return moments[index].comparisons[lag]
    }
}

extension Sketch {
    /// How much the luma changes to `next`, in levels: the mean, and the mean of the row that changes most.
    func change(to next: Sketch) -> (mean: Float, worstRow: Float) {
        var sum = 0
        var worst: UInt32 = 0
        for y in 0..<height {
            var row: UInt32 = 0
            for x in y * width..<(y + 1) * width {
                row &+= UInt32(max(luma[x], next.luma[x]) &- min(luma[x], next.luma[x]))
            }
            sum += Int(row)
            worst = max(worst, row)
        }
        return (Float(sum) / Float(width * height), Float(worst) / Float(width))
    }
}
