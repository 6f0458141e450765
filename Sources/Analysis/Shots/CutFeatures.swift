/// What the model looks at to say whether a shot begins at a moment.
///
/// Everything is a logarithm of a difference or of a ratio of two, so that a quiet clip and a violent one are judged alike. No
/// value knows where in the clip it is.
struct CutFeatures {
    let values: [Float]

    /// For each measure of a comparison, what counts as nothing.
    private static let floors: [Float] = [
        0.03, 0.03, 0.03, 0.03, 0.03, 0.5, 0.5, 0.2, 0.5, 0.01, 0.02, 0.05, 0.03, 0.1,
    ]
    /// The measures whose echo across and along the cut is looked at.
    private static let echoed = [0, 2, 3, 6, 7, 10, 12]

    /// `index` is at least 1 and below the number of moments.
    init(_ timeline: ShotTimeline, at index: Int) {
        let here = Self.logs(timeline.comparison(index, lag: 0))
        let quiet = Self.floors.map { $0.logarithm }
        let before = (1...4).compactMap { timeline.comparison(index - $0, lag: 0).map(Self.logs) }
        let after = (1...4).compactMap { timeline.comparison(index + $0, lag: 0).map(Self.logs) }
        let wide = ((-9 ... -5).map(\.self) + (5...9).map(\.self))
            .compactMap { timeline.comparison(index + $0, lag: 0).map(Self.logs) }
        var out: [Float] = []
        for m in 0..<Comparison.count {
            let v = here[m]
            let b = before.map { $0[m] }
            let a = after.map { $0[m] }
            let middleBefore = Self.median(b) ?? Self.median(a) ?? quiet[m]
            let middleAfter = Self.median(a) ?? Self.median(b) ?? quiet[m]
            let most = (a + b).max() ?? quiet[m]
            let next = max(b.first ?? quiet[m], a.first ?? quiet[m])
            let around = Self.median(b + a + wide.map { $0[m] }) ?? quiet[m]
            out += [
                v, v - max(middleBefore, middleAfter), v - min(middleBefore, middleAfter), v - most, v - next,
                v - around,
            ]
        }
        for m in Self.echoed {
            let v = here[m]
            func log(_ at: Int, _ lag: Int) -> Float? {
                timeline.comparison(at, lag: lag).map { Self.logs($0)[m] }
            }
            // If this picture is a flash, those on both sides of it are alike; so too if the one before it was.
            let withoutThis = [log(index + 1, 1), log(index + 1, 2), log(index + 2, 2)].compactMap { $0 }
            let withoutLast = [log(index, 1), log(index, 2), log(index + 1, 2)].compactMap { $0 }
            let far = (0..<6).compactMap { log(index + $0, 3) }
            out.append((withoutThis.min() ?? v) - v)
            out.append((withoutLast.min() ?? v) - v)
            out.append((far.min() ?? v) - v)
            // Motion that goes on grows with the distance in time, on each side alone.
            let along2 = [log(index - 1, 1), log(index + 2, 1)].compactMap { $0 }
            let along3 = [log(index - 1, 2), log(index + 3, 2)].compactMap { $0 }
            let along6 = [log(index - 1, 3), log(index + 6, 3)].compactMap { $0 }
            out.append(v - (along2.max() ?? quiet[m]))
            out.append(v - (along3.max() ?? along2.max() ?? quiet[m]))
            out.append(v - (along6.max() ?? along3.max() ?? quiet[m]))
        }
        values = out
    }

    private static func logs(_ comparison: Comparison?) -> [Float] {
        let values = comparison?.values ?? Array(repeating: 0, count: Comparison.count)
        return values.indices.map { (values[$0] + floors[$0]).logarithm }
    }

    private static func median(_ values: [Float]) -> Float? {
        guard !values.isEmpty else { return nil }
        let ordered = values.sorted()
        return (ordered[(ordered.count - 1) / 2] + ordered[ordered.count / 2]) / 2
    }
}
