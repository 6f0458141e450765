extension BoundaryFinder {
    /// Takes out what only hides a picture that comes back: a flash, lightning, something passing close by.
    ///
    /// Across a cut the picture is another one and stays so. Where a picture from before a boundary is seen again after it
    /// and no further boundary lies between, the first one was none; where the two lie closer than the shortest shot, or
    /// show nothing of their own between them, neither was.
    func withoutReturns(_ boundaries: [Boundary]) -> [Boundary] {
        var kept: [Boundary] = []
        var index = 0
        while index < boundaries.count {
            let boundary = boundaries[index]
            let since = kept.last?.extent.upperBound ?? 0
            let next = index + 1 < boundaries.count ? boundaries[index + 1] : nil
            // On its way through one colour a picture looks like any other; fades are told by where they come out.
            if boundary.transition != .fade && shows(boundary.extent.lowerBound - 1)
                && wasSeen(after: boundary, before: end(next), since: since)
                || comesBack(
                    from: boundary.extent.lowerBound, to: whole(from: arrival(of: boundary), to: next), since: since,
                    leap: leap(in: boundary))
            {
                index += 1
                continue
            }
            if let next, isTooShort(boundary, next) {
                let afterNext = index + 2 < boundaries.count ? boundaries[index + 2] : nil
                if comesBack(
                    from: boundary.extent.lowerBound, to: whole(from: next.moment, to: afterNext), since: since)
                {
                    index += 2
                    continue
                }
            }
            kept.append(boundary)
            index += 1
        }
        return kept
    }

    /// The first moment that shows the new picture alone.
    private func arrival(of boundary: Boundary) -> Int {
        boundary.transition == .cut ? boundary.moment : boundary.extent.upperBound + 1
    }

    /// The moment up to which a picture before a leap is one of the old shot. Motion just before a flash is easily taken for
    /// the beginning of a blend, so that the leap lies inside it; a cut just before a flash stays.
    private func leap(in boundary: Boundary) -> Int {
        boundary.extent.contains { $0 < boundary.moment && isLikelyCut($0) }
            ? boundary.extent.lowerBound : arrival(of: boundary)
    }

    /// The moment before which the shot that a boundary ends is whole.
    private func end(_ boundary: Boundary?) -> Int { boundary?.extent.lowerBound ?? timeline.moments.count }

    /// The moments from one on in which the shot that a boundary ends is whole; none where the boundary has begun.
    private func whole(from first: Int, to boundary: Boundary?) -> Range<Int> { first..<max(first, end(boundary)) }

    /// Whether what lies between two boundaries is no shot, should the picture from before it be seen after it: it has too
    /// few frames, or is washed out.
    private func isTooShort(_ first: Boundary, _ second: Boundary) -> Bool {
        let moments = timeline.moments
        if frame(second.moment) - frame(first.moment) < Self.shortShot { return true }
        guard second.moment - first.moment < ShotTimeline.longestHidden, !stands(from: first, to: second)
        else { return false }
        let outside = min(moments[max(first.extent.lowerBound - 1, 0)].spread, moments[second.extent.upperBound].spread)
        return moments[first.moment..<second.moment].allSatisfy { $0.spread < Self.washedOut * outside }
    }

    /// Whether what lies between two boundaries stays as it is from the first to the last, as a card does: light comes and
    /// goes, or is over at once.
    private func stands(from first: Boundary, to second: Boundary) -> Bool {
        let (begin, end) = (arrival(of: first), second.extent.lowerBound)
        guard end > begin, frame(end) - frame(begin) >= max(Self.shortShot + 1, 2 * timeline.usualLength + 1) else {
            return false
        }
        let light = timeline.moments[begin..<end].map(\.thumbnail.brightness)
        return (light.max() ?? 0) - (light.min() ?? 0) < ShotTimeline.steadyLight
    }

    /// Whether a picture from before moment `from` is seen again among `later` moments: the structure differs hardly more
    /// than it usually does over the same time, and far less than that of some picture in between. `leap` is the moment before
    /// which pictures before a leap count, where that is not `from`.
    func comesBack(from: Int, to later: Range<Int>, since: Int, leap: Int? = nil) -> Bool {
        return later.clamped(to: from..<from + ShotTimeline.longestHidden).contains { moment in
            // Far apart, unlike pictures look alike by chance: only the very picture before a leap counts there.
            let leaps = timeline.moments[moment].sinceLeaps
            let near = timeline.differences(moment).filter { $0.moment < from && moment - $0.moment <= Self.soon }
            return (near + leaps.filter { $0.moment < leap ?? from }).contains { earlier, structure in
                guard earlier >= since, moment - earlier <= ShotTimeline.longestHidden, shows(earlier),
                    shows(moment),
                    let usual = timeline.usual(over: moment - earlier, before: earlier + 1, since: since)
                        ?? timeline.usual(over: moment - earlier, after: moment)
                else { return false }
                let farthest =
                    (earlier + 1..<moment).compactMap { between in
                        timeline.differences(between).last { $0.moment == earlier }?.structure
                    }.max() ?? 0
                let hidden = min(farthest, Self.mostHidden)
                return hidden - usual >= Self.leastHidden && usual < plain(from: earlier, to: moment) * hidden
                    && structure - usual < Self.returned * (hidden - usual)
            }
        }
    }

    /// The share of what is hidden that the usual difference may have: where all pictures so far apart differ anyway, none
    /// can be said to come back. Light that washes out the first that it hides says so itself.
    private func plain(from earlier: Int, to moment: Int) -> Float {
        let moments = timeline.moments
        let shown = min(moments[earlier].spread, moments[moment].spread)
        if moments[earlier + 1].spread < Self.washedOut * shown { return Self.plainInLight }
        return moment - earlier > Self.soon ? Self.plainForLong : Self.plain
    }

    /// Whether there is something in a picture that could be known again.
    private func shows(_ moment: Int) -> Bool { timeline.moments[moment].spread > Self.faded }

    /// Whether the first pictures after a boundary were seen before the last ones before it: it is the end of a flash
    /// whose beginning was not taken for a cut. Across a cut no picture is nearer for being older.
    private func wasSeen(after boundary: Boundary, before end: Int, since: Int) -> Bool {
        let first = boundary.extent.upperBound
        let farthest = boundary.extent.compactMap { timeline.comparison($0, lag: 0)?.structure }.max() ?? 0
        let across = min(farthest, Self.mostHidden)
        return (first..<min(first + 2, max(end, first + 1))).contains { moment in
            timeline.differences(moment).contains { earlier, structure in
                earlier >= since && earlier < boundary.extent.lowerBound - 1 && structure < Self.nearer * across
            }
        }
    }

    /// The usual structure over some time has to be less than this share of that over the boundary.
    private static let plain: Float = 0.65
    /// The same over more than so many moments, when pictures look alike by chance more often.
    private static let plainForLong: Float = 0.5
    /// The same where contrast goes in one step and is there again.
    private static let plainInLight: Float = 0.9
    private static let soon = 8
    private static let nearer: Float = 0.72
    /// Structure that what hides a picture has to add, before it can be said that it went again.
    private static let leastHidden: Float = 0.04
    /// Between two pictures structure differs by no more than this; from one to a plain one it may be twice that.
    private static let mostHidden: Float = 0.45
    /// Of that, the share that may be left when the picture comes back.
    private static let returned: Float = 0.3
    /// Luma that spreads less than this share of what it does outside shows little of its own.
    static let washedOut: Float = 0.5
}
