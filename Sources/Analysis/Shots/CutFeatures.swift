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

    /// How many steps on either side are near, and how many are looked at.
    private static let near = 4
    private static let far = 9

    /// `index` is at least 1 and below the number of moments.
    init(_ timeline: ShotTimeline, at index: Int) {
        let here = Self.logs(timeline.comparison(index, lag: 0))
        let quiet = Self.floors.map { $0.logarithm }
        let earlier = Self.context(timeline, at: index, by: -1, quiet)
        let later = Self.context(timeline, at: index, by: 1, quiet)
        let (before, after) = (earlier.prefix(Self.near), later.prefix(Self.near))
        let wide = earlier.dropFirst(Self.near) + later.dropFirst(Self.near)
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
        let stands = (before: Self.repeats(timeline, index - 1), after: Self.repeats(timeline, index))
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
            func along(_ lag: Int) -> [Float] {
                let distance = ShotTimeline.lags[lag]
                let before = stands.before >= distance ? quiet[m] : log(index - 1, lag)
                let after = stands.after >= distance ? quiet[m] : log(index + distance, lag)
                return [before, after].compactMap(\.self)
            }
            let (along2, along3, along6) = (along(1), along(2), along(3))
            out.append(v - (along2.max() ?? quiet[m]))
            out.append(v - (along3.max() ?? along2.max() ?? quiet[m]))
            out.append(v - (along6.max() ?? along3.max() ?? quiet[m]))
        }
        out += Self.returns(timeline, at: index)
        out += Self.light(timeline.moments, at: index)
        out += Self.standing(timeline, at: index)
        values = out
    }

    /// What changes from picture to picture, going away from the step to moment `index`. Between two steps a picture that stands
    /// longer than is usual changes nothing, as often as it could have: beside a card the last cut is far away.
    private static func context(
        _ timeline: ShotTimeline, at index: Int, by way: Int, _ quiet: [Float]
    ) -> [[Float]] {
        var steps: [[Float]] = []
        var picture = way < 0 ? index - 1 : index
        while steps.count < far, timeline.moments.indices.contains(picture) {
            steps += Array(repeating: quiet, count: min(repeats(timeline, picture), far))
            guard let step = timeline.comparison(way < 0 ? picture : picture + 1, lag: 0) else { break }
            steps.append(logs(step))
            picture += way
        }
        return Array(steps.prefix(far))
    }

    /// How many more pictures there could have been while one stands.
    private static func repeats(_ timeline: ShotTimeline, _ moment: Int) -> Int {
        max(timeline.length(moment) / timeline.usualLength - 1, 0)
    }

    /// How near a picture from before the moment is to one after it, beside what is usual over the same time: of the last one
    /// before, and of all before the first ones after. Nothing hidden is nearer than a neighbour, another picture far from it.
    /// Where all pictures so far apart differ anyway, that says nothing.
    private static func returns(_ timeline: ShotTimeline, at index: Int) -> [Float] {
        let step = timeline.comparison(index, lag: 0)?.structure ?? 0
        func excess(_ moment: Int, _ earlier: Int, _ structure: Float, plain: Float = 0.8) -> Float? {
            let length = moment - earlier
            guard
                let usual = timeline.usual(over: length, before: earlier + 1, since: 0)
                    ?? timeline.usual(over: length, after: moment), usual < plain * step
            else { return nil }
            return (structure + floors[0]).logarithm - (usual + floors[0]).logarithm
        }
        let last = timeline.moments.count - 1
        let reach = ShotTimeline.longestHidden
        let own = excess(index, index - 1, step, plain: .infinity) ?? 0
        let later = (index + 1..<max(index + 1, min(index + reach, last + 1))).compactMap { moment in
            timeline.differences(moment).last { $0.moment == index - 1 }
                .flatMap { excess(moment, $0.moment, $0.structure) }
        }
        let seen = (index...min(index + 2, last)).flatMap { moment in
            timeline.differences(moment).filter { $0.moment < index - 1 && moment - $0.moment <= reach }
                .compactMap { excess(moment, $0.moment, $0.structure) }
        }
        return [own, later.min() ?? own, seen.min() ?? own]
    }

    /// How contrast and brightness change, and how near they come again to what they were: light that hides a picture takes
    /// both away for a moment.
    private static func light(_ moments: [ShotTimeline.Moment], at index: Int) -> [Float] {
        let reach = ShotTimeline.longestHidden
        let later = moments[index...min(index + reach - 1, moments.count - 1)].dropFirst()
        let earlier = moments[max(index - reach, 0)..<index].dropLast()
        func contrast(_ moment: ShotTimeline.Moment) -> Float { (moment.spread + 2).logarithm }
        let (before, here) = (moments[index - 1], moments[index])
        let brightness = (before: before.thumbnail.brightness, here: here.thumbnail.brightness)
        func nearest(_ moments: ArraySlice<ShotTimeline.Moment>, to level: Float) -> Float {
            let distance =
                moments.map { abs($0.thumbnail.brightness - level) }.min() ?? abs(brightness.here - brightness.before)
            return (distance + 1).logarithm
        }
        return [
            contrast(here), contrast(here) - contrast(before),
            (later.map(contrast).max() ?? contrast(here)) - contrast(here),
            (earlier.map(contrast).max() ?? contrast(before)) - contrast(before),
            (abs(brightness.here - brightness.before) + 1).logarithm,
            nearest(later, to: brightness.before), nearest(earlier, to: brightness.here),
        ]
    }

    /// For how long the pictures on either side stand, in frames and beside what is usual: held ones, and all in which nothing
    /// changes as much as here. A flash is over at once, whatever it shows; a card stays.
    private static func standing(_ timeline: ShotTimeline, at index: Int) -> [Float] {
        func log(_ frames: Int) -> Float { Float(min(frames, ShotTimeline.longStanding)).logarithm }
        let held = [timeline.length(index - 1), timeline.length(index)].map(log)
        let usual = log(timeline.usualLength)
        let before = [\Comparison.structure, \.stillLuma].map { log(timeline.standing(before: index, $0)) }
        let after = [\Comparison.structure, \.stillLuma].map { log(timeline.standing(after: index, $0)) }
        return held + held.map { $0 - usual } + before + after + zip(before, after).map(min)
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
