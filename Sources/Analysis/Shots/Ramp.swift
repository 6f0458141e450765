/// A gradual transition fitted to the thumbnails around its middle: level, slope, level.
///
/// The thumbnails are projected on the way from the first picture of the window to the last. Motion lets that drift a
/// little on both sides; the transition is the steep part.
struct Ramp {
    /// The last moment before the blend and the first after it.
    let from: Int
    let to: Int

    /// The moments that are mixed, where there is one.
    var blended: ClosedRange<Int>? { from + 1 < to ? from + 1...to - 1 : nil }
    /// The first moment of which the new picture has at least half.
    var dominant: Int { (from + to + 1) / 2 }

    /// `nil` where the window is too short or its ends are alike.
    init?(_ moments: [ShotTimeline.Moment], around middle: Int, within window: ClosedRange<Int>) {
        let (low, high) = (window.lowerBound, window.upperBound)
        guard high - low >= 3, low <= middle, middle <= high else { return nil }
        let shares = Self.shares(moments, low, high)
        guard !shares.isEmpty else { return nil }
        // Sums before each position, so that any level is one subtraction away.
        var sums: [Float] = [0]
        var squares: [Float] = [0]
        for share in shares {
            sums.append(sums[sums.count - 1] + share)
            squares.append(squares[squares.count - 1] + share * share)
        }
        let count = shares.count
        var best: (from: Int, to: Int, cost: Float) = (0, count - 1, .infinity)
        for from in 0..<max(1, min(middle - low + 1, count - 1)) {
            let before = sums[from + 1] / Float(from + 1)
            let beforeCost = squares[from + 1] - sums[from + 1] * before
            for to in max(from + 1, middle - low)..<count {
                let n = Float(count - to)
                let after = (sums[count] - sums[to]) / n
                var cost = beforeCost + squares[count] - squares[to] - (sums[count] - sums[to]) * after
                for i in from + 1..<max(to, from + 1) {
                    let d = shares[i] - before - (after - before) * Float(i - from) / Float(to - from)
                    cost += d * d
                }
                if cost < best.cost { best = (from, to, cost) }
            }
        }
        from = low + best.from
        to = low + best.to
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
