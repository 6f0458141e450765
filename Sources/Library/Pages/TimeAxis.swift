internal import Foundation

/// A clip's time laid out along a line.
struct TimeAxis: Sendable {
    /// How long the clip is; more than nothing.
    let seconds: Double

    /// Where a span begins and how wide it is, in hundredths of the line and inside it.
    func span(_ start: Double, _ end: Double) -> (left: Double, width: Double) {
        let left = min(max(start / seconds, 0), 1)
        let right = min(max(end / seconds, left), 1)
        return (Self.rounded(left * 100), Self.rounded((right - left) * 100))
    }

    /// The points of a curve on a field of 1000 by 100, as SVG writes them; heights are from 0 to 1. Of more points than
    /// a screen has columns, the highest of each column is drawn.
    func points(_ samples: [(seconds: Double, height: Double)]) -> String {
        let size = max(1, (samples.count + Self.columns - 1) / Self.columns)
        return stride(from: 0, to: samples.count, by: size).compactMap { first -> String? in
            let column = samples[first..<min(first + size, samples.count)]
            guard let top = column.max(by: { $0.height < $1.height }), top.seconds.isFinite else { return nil }
            let x = min(max(top.seconds / seconds, 0), 1) * 1000
            let y = 100 - min(max(top.height.isNaN ? 0 : top.height, 0), 1) * 100
            return "\(PageWords.number(x, 1)),\(PageWords.number(y, 1))"
        }.joined(separator: " ")
    }

    private static let columns = 1500

    /// To a thousandth, so that a page is not full of digits.
    static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
