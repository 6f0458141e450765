/// When each frame of a clip is shown: strictly ascending ticks of the picture track, and the tick at
/// which the last frame ends. Variable frame rate is normal, so a frame's number says nothing of its time.
public struct FrameTimes: Sendable, Equatable {
    /// The length of a tick in seconds.
    public let timeBase: Rational
    /// The tick at which each frame appears.
    public private(set) var ticks: [Int] = []
    /// The tick at which the last frame ends.
    public private(set) var end = 0
    /// Whether every frame came with a time of its own, later than the one before; a damaged file may
    /// break that, and the times are then made up, a tick apart at least.
    public private(set) var areReliable = true

    /// No frames yet.
    public init(timeBase: Rational) { self.timeBase = timeBase }

    /// Frames at known ticks; any that do not ascend are moved.
    public init(timeBase: Rational, ticks: [Int], lastDuration: Int) {
        self.init(timeBase: timeBase)
        for tick in ticks { append(tick) }
        finish(lastDuration: lastDuration)
    }

    /// Adds the next frame, shown from `tick` on; `nil` when its time is not known. Gives the tick that it got.
    @discardableResult
    public mutating func append(_ tick: Int?) -> Int {
        let next: Int
        if let tick, tick > ticks.last ?? .min, Self.plausible.contains(tick) {
            next = tick
        } else {
            areReliable = false
            next = (ticks.last ?? -typicalDuration) + typicalDuration
        }
        ticks.append(next)
        return next
    }

    /// Says how long the last frame is shown; 0 when the file does not say, and it gets the typical length.
    public mutating func finish(lastDuration: Int) {
        let length = lastDuration > 0 && Self.plausible.contains(lastDuration) ? lastDuration : typicalDuration
        end = ticks.last.map { $0 + length } ?? 0
    }

    /// How many frames there are.
    public var count: Int { ticks.count }

    /// When a frame is shown; for the number after the last, when the clip ends.
    public func time(of frame: Int) -> MediaTime {
        MediaTime(ticks: frame < ticks.count ? ticks[frame] : end, timeBase: timeBase)
    }

    /// When a frame is shown after the clip's first picture.
    public func timeFromStart(of frame: Int) -> MediaTime {
        MediaTime(ticks: (frame < ticks.count ? ticks[frame] : end) - (ticks.first ?? 0), timeBase: timeBase)
    }

    /// For how many ticks a frame is shown.
    public func duration(of frame: Int) -> Int {
        (frame + 1 < ticks.count ? ticks[frame + 1] : end) - ticks[frame]
    }

    /// The frame that is shown at a time after the clip's first picture; `nil` past either end.
    public func frame(at time: MediaTime) -> Int? {
        guard time >= .zero, time < timeFromStart(of: count), count > 0 else { return nil }
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if timeFromStart(of: middle) <= time { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Ticks of which sums and differences stay far inside 64 bits; a damaged file can name any.
    private static let plausible = -(1 << 58)...(1 << 58)

    /// Two frames far apart would put the made-up times of a few more beyond 64 bits.
    private static let longestMadeUp = 1 << 32

    private var typicalDuration: Int {
        guard ticks.count > 1 else { return 1 }
        return min(max(1, (ticks[ticks.count - 1] - ticks[0]) / (ticks.count - 1)), Self.longestMadeUp)
    }
}
