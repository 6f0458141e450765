/// What the model looks at to say whether a moment lies in the middle of a gradual transition.
struct GradualFeatures {
    let values: [Float]

    /// The measures compared across the moment and along each side, with what counts as nothing.
    private static let measures: [(index: Int, floor: Float)] = [
        (0, 0.03), (2, 0.03), (3, 0.03), (6, 0.5), (7, 0.2), (9, 0.01), (10, 0.02), (12, 0.03),
    ]
    /// Distances from the moment to either end of the blend that is tried.
    static let halves = [2, 4, 7, 12]

    init(_ timeline: ShotTimeline, at index: Int) {
        let moments = timeline.moments
        let last = moments.count - 1
        var out: [Float] = []
        for (lag, distance) in zip(ShotTimeline.lags.indices, ShotTimeline.lags).dropFirst(2) {
            let half = (distance + 1) / 2
            // At the clip's ends the nearest pair of this distance stands in.
            let at = min(max(index + half, distance), last)
            let across = timeline.comparison(at, lag: lag)
            let before = timeline.comparison(at - distance, lag: lag)
            let after = timeline.comparison(at + distance, lag: lag)
            for (m, floor) in Self.measures {
                let v = ((across?.values[m] ?? 0) + floor).logarithm
                let b = (before ?? after).map { ($0.values[m] + floor).logarithm } ?? floor.logarithm
                let a = (after ?? before).map { ($0.values[m] + floor).logarithm } ?? floor.logarithm
                out += [v, v - max(a, b), v - min(a, b)]
            }
        }
        for half in Self.halves {
            let first = max(index - half, 0)
            let end = min(index + half, last)
            let blend = Blend(moments, first: first, last: end)
            let earlier = Self.distance(moments, max(first - half, 0), first)
            let later = Self.distance(moments, end, min(end + half, last))
            out += [
                blend.leftOver, blend.steadiness, blend.longestStep, (blend.distance + 1).logarithm,
                ((blend.distance + 1) / (max(earlier, later) + 1)).logarithm,
                ((blend.distance + 1) / (min(earlier, later) + 1)).logarithm,
            ]
            let spreads = [moments[first].spread, moments[index].spread, moments[end].spread].map { ($0 + 2).logarithm }
            out += [spreads[1], spreads[0] - spreads[1], spreads[2] - spreads[1]]
            let steps = (first + 1..<max(end + 1, first + 1)).compactMap { timeline.comparison($0, lag: 0)?.structure }
            let quarter = max((end - first) / 4, 1)
            let passage = Passage(
                moments, first: first, last: end,
                between: [index - quarter, index, index + quarter].filter { first < $0 && $0 < end })
            out += [blend.outside, passage.leftOverMoving, passage.leftOverStill]
            let worst = ((steps.max() ?? 0) + 0.03).logarithm
            let mean = (steps.reduce(0, +) / Float(max(steps.count, 1)) + 0.03).logarithm
            out += [worst, worst - mean]
        }
        values = out
    }

    private static func distance(_ moments: [ShotTimeline.Moment], _ a: Int, _ b: Int) -> Float {
        let (p, q) = (moments[a].thumbnail.cells, moments[b].thumbnail.cells)
        var sum: UInt32 = 0
        for i in p.indices { sum &+= UInt32(max(p[i], q[i]) &- min(p[i], q[i])) }
        return Float(sum) / Float(p.count)
    }
}
