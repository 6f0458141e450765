/// How far pictures of one shot are apart, which is what a difference is held against.
extension ShotTimeline {
    /// In moments: how many say what is usual.
    static let context = 5

    /// The structure that pictures differ by over so many moments, of the last before a moment; `nil` where there are too
    /// few since another one.
    func usual(over length: Int, before moment: Int, since: Int) -> Float? {
        between(length) { lag in
            let first = since + Self.lags[lag]
            return max(first, moment - Self.context)..<max(first, moment)
        }
    }

    /// The same of the first after a moment.
    func usual(over length: Int, after moment: Int) -> Float? {
        between(length) { lag in
            let first = moment + Self.lags[lag]
            return first..<first + Self.context
        }
    }

    /// The median over a range for each lag, between the lags next to a length.
    private func between(_ length: Int, _ range: (Int) -> Range<Int>) -> Float? {
        guard let above = Self.lags.firstIndex(where: { $0 >= length }) else { return nil }
        func median(_ lag: Int) -> Float? {
            let values = range(lag).compactMap { comparison($0, lag: lag)?.structure }.sorted()
            return values.isEmpty ? nil : values[values.count / 2]
        }
        guard Self.lags[above] != length, above > 0, let low = median(above - 1) else { return median(above) }
        guard let high = median(above) else { return low }
        return low + (high - low) * Float(length - Self.lags[above - 1])
            / Float(Self.lags[above] - Self.lags[above - 1])
    }
}
