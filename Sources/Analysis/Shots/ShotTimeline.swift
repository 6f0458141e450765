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
        let thumbnail: Thumbnail
        /// Standard deviation of the luma, in levels.
        let spread: Float
    }

    /// How many moments back each moment is compared.
    static let lags = [1, 2, 3, 6, 12, 24]

    private(set) var moments: [Moment] = []
    /// Frames taken, repeats included.
    private(set) var frames = 0
    /// The last distinct pictures, oldest first; as many as the longest lag.
    private var recent: [Sketch] = []
    private var matcher: BlockMatcher?

    mutating func take(_ picture: SmallPicture) {
        defer { frames += 1 }
        // Where the size changes within a clip, the later pictures are brought to the first one's.
        let sketch = Sketch(picture, like: recent.last)
        if let last = recent.last, last.isRepeated(by: sketch) { return }
        var moment = Moment(frame: frames, thumbnail: Thumbnail(sketch), spread: sketch.spread)
        let matcher = self.matcher ?? BlockMatcher(width: sketch.width, height: sketch.height)
        for lag in Self.lags where lag <= recent.count {
            // Over a longer time motion is looked for in coarser steps, which costs a quarter.
            moment.comparisons.append(
                matcher.compare(recent[recent.count - lag], sketch, step: lag < 12 ? 1 : 2))
        }
        self.matcher = matcher
        moments.append(moment)
        recent.append(sketch)
        if recent.count > Self.lags[Self.lags.count - 1] { recent.removeFirst() }
    }

    /// The comparison of moment `index` with the one `Self.lags[lag]` before it, where both exist.
    func comparison(_ index: Int, lag: Int) -> Comparison? {
        guard moments.indices.contains(index), lag < moments[index].comparisons.count else { return nil }
        return moments[index].comparisons[lag]
    }
}

extension Sketch {
    /// Whether `next` shows the same picture but for coding noise.
    func isRepeated(by next: Sketch) -> Bool {
        var sum = 0
        // Something small may move in a still picture, so no row may differ much either.
        var worstRow = 0
        for y in 0..<height {
            var row: UInt32 = 0
            for x in y * width..<(y + 1) * width {
                row &+= UInt32(max(luma[x], next.luma[x]) &- min(luma[x], next.luma[x]))
            }
            sum += Int(row)
            worstRow = max(worstRow, Int(row))
        }
        return sum * 5 < 2 * width * height && worstRow < 2 * width
    }
}
