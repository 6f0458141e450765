package import Timing

/// The rhythm in which a track's pictures are shown, from their times alone.
package struct PictureTiming: Sendable, Equatable {
    /// Pictures a second: exact for an even rhythm, the average for an uneven one; `nil` for a
    /// single picture without a duration.
    package let frameRate: Rational?
    /// Whether pictures are shown for different lengths of time, beyond the rounding of the ticks.
    package let isVariable: Bool
    /// From the first picture until the last one ends.
    package let duration: MediaTime

    /// `times` in ascending ticks; `lastDuration` is how long the last picture stays, 0 when the file
    /// does not say; `declared` is the container's own average rate.
    package init(times: [Int], lastDuration: Int, timeBase: Rational, declared: Rational?) {
        let steps = zip(times, times.dropFirst()).map { $1.clampedDifference(from: $0) }
        let typical = steps.sorted()[safe: steps.count / 2] ?? 0
        let tail = lastDuration > 0 ? lastDuration : typical
        let shown = (times.last ?? 0).clampedDifference(from: times.first ?? 0)
        let span = shown.addingReportingOverflow(tail).overflow ? Int.max : shown + tail
        duration = MediaTime(ticks: max(0, span), timeBase: timeBase)
        guard let first = steps.first else {
            let single = tail > 0 ? Rational(tail).times(timeBase)?.reciprocal : nil
            frameRate = single ?? declared
            isVariable = false
            return
        }
        if steps.allSatisfy({ $0 == first }), first > 0 {
            frameRate = (Rational(first).times(timeBase)?.reciprocal).map(Self.usual)
            isVariable = false
            return
        }
        // Coarse ticks (Matroska's milliseconds) round an even rhythm to steps of 33 and 34.
        if let even = Self.evenRate(times, timeBase, declared) {
            frameRate = Self.usual(even)
            isVariable = false
            return
        }
        isVariable = true
        let seconds = span > 0 ? Rational(span).times(timeBase) : nil
        frameRate = seconds?.reciprocal?.times(Rational(times.count)) ?? declared
    }

    /// The rate that everybody means by one: ticks of nanoseconds turn 60000/1001 into 19001/317, which is 5e-8 beside it,
    /// and no editing program knows that. Steps of whole milliseconds are at least 4e-4 beside what they round.
    private static func usual(_ rate: Rational) -> Rational {
        (whole + ntsc).first { abs(rate.double / $0.double - 1) < 1e-5 } ?? rate
    }

    private static let whole = [24, 25, 30, 50, 60, 48, 120, 12, 15, 16, 8, 10, 90, 100, 144].map { Rational($0) }
    private static let ntsc = [24, 30, 60, 120, 48].compactMap { Rational($0 * 1000, 1001) }

    /// The rate of which every time is a rounding to whole ticks; the declared and the usual ones are tried.
    private static func evenRate(_ times: [Int], _ timeBase: Rational, _ declared: Rational?) -> Rational? {
        ([declared].compactMap { $0 } + whole + ntsc).first { rate in
            guard rate.numerator > 0, let step = rate.reciprocal, let ticks = step.times(Rational(1)) else {
                return false
            }
            let stepTicks = ticks.double / timeBase.double
            guard stepTicks >= 2 else { return false }
            return times.enumerated().allSatisfy { index, time in
                abs(Double(time.clampedDifference(from: times[0])) - Double(index) * stepTicks) <= 1.0
            }
        }
    }
}

extension Int {
    /// This less `start`, as far as 64 bits go: a damaged file can name times from both ends of them.
    fileprivate func clampedDifference(from start: Int) -> Int {
        let (difference, overflow) = subtractingReportingOverflow(start)
        return overflow ? (self < start ? .min : .max) : difference
    }
}

extension Array {
    /// The element, or `nil` past either end.
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
