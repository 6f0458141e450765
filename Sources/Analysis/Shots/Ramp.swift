/// A gradual transition fitted to the thumbnails around its middle: level, slope, level.
///
/// The thumbnails are projected on the way from the first picture of the window to the last. Motion lets that drift a
/// little on both sides; the transition is the steep part. Pictures count for as long as they are shown, so that it does
/// not matter whether a held one counts as one moment or, coarsely coded, as several.
struct Ramp {
    /// The last moment before the blend and the first after it.
    let from: Int
    let to: Int
    /// The first moment at which the new picture dominates.
    let dominant: Int

    /// The moments that are mixed, where there is one.
    var blended: ClosedRange<Int>? { from + 1 < to ? from + 1...to - 1 : nil }

    /// `lengths` are the numbers of frames that show each moment. `nil` where the window is too short or its ends are
    /// alike.
    init?(
        _ moments: [ShotTimeline.Moment], lengths: [Int], around middle: Int, within window: ClosedRange<Int>
    ) {
        let (low, high) = (window.lowerBound, window.upperBound)
        guard high - low >= 3, low <= middle, middle <= high else { return nil }
        let shares = Self.shares(moments, low, high)
        guard !shares.isEmpty else { return nil }
        let weights = lengths[window].map(Float.init)
        // When the middle of each moment's frames is shown.
        let times = window.map { Float(moments[$0].frame - moments[low].frame) + Float(lengths[$0] - 1) / 2 }
        // Sums before each position, so that any level is one subtraction away.
        var frames: [Float] = [0]
        var sums: [Float] = [0]
        var squares: [Float] = [0]
        for (share, weight) in zip(shares, weights) {
            frames.append(frames[frames.count - 1] + weight)
            sums.append(sums[sums.count - 1] + weight * share)
            squares.append(squares[squares.count - 1] + weight * share * share)
        }
        let count = shares.count
        var best: (from: Int, to: Int, cost: Float) = (0, count - 1, .infinity)
        for from in 0..<max(1, min(middle - low + 1, count - 1)) {
            let before = sums[from + 1] / frames[from + 1]
            let beforeCost = squares[from + 1] - sums[from + 1] * before
            for to in max(from + 1, middle - low)..<count {
                let after = (sums[count] - sums[to]) / (frames[count] - frames[to])
                var cost = beforeCost + squares[count] - squares[to] - (sums[count] - sums[to]) * after
                let slope = (after - before) / (times[to] - times[from])
                for i in from + 1..<max(to, from + 1) {
                    let d = shares[i] - before - slope * (times[i] - times[from])
                    cost += weights[i] * d * d
                }
                if cost < best.cost { best = (from, to, cost) }
            }
        }
        from = low + best.from
        to = low + best.to
        // The levels next to the blend: further away, motion counts for more.
        func level(_ side: Range<Int>) -> Float {
            zip(shares[side], weights[side]).map(*).reduce(0, +) / weights[side].reduce(0, +)
        }
        let before = level(max(best.from - 2, 0)..<best.from + 1)
        let after = level(best.to..<min(best.to + 3, count))
        // How much of the new picture each mixed moment has.
        let mixed = (best.from + 1)..<max(best.to, best.from + 1)
        let mix = shares[mixed].map { ($0 - before) / (after - before) }
        dominant = low + (HalfWay.first(of: mix, at: Array(times[mixed])).map { mixed.lowerBound + $0 } ?? best.to)
    }

    /// How far each picture of the window has gone from the first to the last.
    private static func shares(_ moments: [ShotTimeline.Moment], _ low: Int, _ high: Int) -> [Float] {
        let a = moments[low].thumbnail.cells
        let b = moments[high].thumbnail.cells
        var length: Int32 = 0
        for i in a.indices { length &+= (Int32(b[i]) &- Int32(a[i])) &* (Int32(b[i]) &- Int32(a[i])) }
        guard length > 0 else { return [] }
        return (low...high).map { moment in
            let m = moments[moment].thumbnail.cells
            var along: Int32 = 0
            for i in a.indices { along &+= (Int32(m[i]) &- Int32(a[i])) &* (Int32(b[i]) &- Int32(a[i])) }
            return Float(along) / Float(length)
        }
    }
}
