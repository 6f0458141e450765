extension MediaTime {
    /// "1:02:03.450": hours only where there are any, thousandths rounded down so that the text
    /// never names an instant that has not come yet.
    public var clockText: String {
        let thousandths = rescaled(to: Rational(1, 1000)!, rounding: .down)?.ticks ?? 0
        let sign = thousandths < 0 ? "-" : ""
        let all = thousandths.magnitude
        let (hours, minutes, seconds, rest) = (all / 3_600_000, all / 60_000 % 60, all / 1000 % 60, all % 1000)
        let tail = "\(padded(seconds, 2)).\(padded(rest, 3))"
        return hours > 0 ? "\(sign)\(hours):\(padded(minutes, 2)):\(tail)" : "\(sign)\(minutes):\(tail)"
    }

    /// "00:01:02.345", as WebVTT and FFmpeg write it.
    public var webVTTText: String {
        let all = max(0, rescaled(to: Rational(1, 1000)!, rounding: .nearest)?.ticks ?? 0)
        let (hours, minutes, seconds, rest) = (all / 3_600_000, all / 60_000 % 60, all / 1000 % 60, all % 1000)
        return "\(padded(hours, 2)):\(padded(minutes, 2)):\(padded(seconds, 2)).\(padded(rest, 3))"
    }
}

/// `number` in at least `width` digits.
func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
