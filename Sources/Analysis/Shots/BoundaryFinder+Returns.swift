extension BoundaryFinder {
    /// Takes out what only hides a picture that comes back: a flash, lightning, something passing close by.
    ///
    /// Across a cut the picture is another one and stays so. Where a picture from before a boundary is seen again after it
    /// and no further boundary lies between, the first one was none; where the two lie closer than the shortest shot,
    /// neither was.
    func withoutReturns(_ boundaries: [Boundary]) -> [Boundary] {
        var kept: [Boundary] = []
        var index = 0
        while index < boundaries.count {
            let boundary = boundaries[index]
            // On its way through one colour a picture looks like any other; fades are told by where they come out.
            if boundary.transition == .fade {
                kept.append(boundary)
                index += 1
                continue
            }
            let since = kept.last?.extent.upperBound ?? 0
            let next = index + 1 < boundaries.count ? boundaries[index + 1] : nil
            if wasSeen(after: boundary, since: since)
                || returns(before: boundary, since: since, among: boundary.extent.upperBound + 1..<end(next))
            {
                index += 1
                continue
            }
            if let next, frame(next.moment) - frame(boundary.moment) < Self.shortShot {
                let afterNext = index + 2 < boundaries.count ? boundaries[index + 2] : nil
                if returns(before: boundary, since: since, among: next.moment..<end(afterNext)) {
                    index += 2
                    continue
                }
            }
            kept.append(boundary)
            index += 1
        }
        return kept
    }

    /// The moment before which the shot that a boundary ends is whole.
    private func end(_ boundary: Boundary?) -> Int { boundary?.extent.lowerBound ?? timeline.moments.count }

    /// Whether one of the last pictures before a boundary is seen again among `later` moments: over the boundary and
    /// back, the structure differs hardly more than it did over the same time before.
    private func returns(before boundary: Boundary, since: Int, among later: Range<Int>) -> Bool {
        let from = boundary.extent.lowerBound
        return ShotTimeline.lags.indices.contains { lag in
            let length = ShotTimeline.lags[lag]
            let before = (max(since + length, from - Self.context)..<max(since + length, from)).compactMap {
                timeline.comparison($0, lag: lag)?.structure
            }
            let across = (from..<from + length).filter { boundary.extent.contains($0) || $0 == boundary.moment }
                .compactMap { timeline.comparison($0, lag: lag)?.structure }.max()
            guard !before.isEmpty, let across else { return false }
            let usual = before.sorted()[before.count / 2]
            // Where all pictures so far apart differ anyway, none can be said to come back.
            guard across - usual >= Self.leastHidden, usual < Self.plain * across else { return false }
            return later.clamped(to: from..<from + length).contains { again in
                timeline.comparison(again, lag: lag).map { $0.structure - usual < Self.returned * (across - usual) }
                    ?? false
            }
        }
    }

    /// Whether the first pictures after a boundary were seen before the last ones before it: it is the end of a flash
    /// whose beginning was not taken for a cut. Across a cut no picture is nearer for being older.
    private func wasSeen(after boundary: Boundary, since: Int) -> Bool {
        let first = boundary.extent.upperBound
        let across = boundary.extent.compactMap { timeline.comparison($0, lag: 0)?.structure }.max() ?? 0
        return (first..<min(first + 2, timeline.moments.count)).contains { moment in
            ShotTimeline.lags.indices.contains { lag in
                moment - ShotTimeline.lags[lag] >= since
                    && moment - ShotTimeline.lags[lag] < boundary.extent.lowerBound - 1
                    && timeline.comparison(moment, lag: lag).map { $0.structure < Self.nearer * across } ?? false
            }
        }
    }

    /// The usual structure over some time has to be less than this share of that over the boundary.
    private static let plain: Float = 0.65
    private static let nearer: Float = 0.72
    /// Structure that what hides a picture has to add, before it can be said that it went again.
    private static let leastHidden: Float = 0.04
    /// Of that, the share that may be left when the picture comes back.
    private static let returned: Float = 0.3
}
