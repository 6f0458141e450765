/// A place in a clip as people write it on a command line: an instant, or a frame number.
public enum CutPoint: Hashable, Sendable {
    /// "2.5" or "00:00:02.500".
    case time(MediaTime)
    /// "60f": a frame counted from 0.
    case frame(Int)

    /// Reads seconds ("2.5"), a clock ("HH:MM:SS.mmm" or "MM:SS") or a frame ("60f"); `nil` for anything
    /// else, for negative places, and for more than nine decimals.
    public init?(_ text: String) {
        if text.hasSuffix("f") {
            guard let frame = Int(text.dropLast()), frame >= 0, text.first != "+" else { return nil }
            self = .frame(frame)
            return
        }
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(fields.count), let last = fields.last else { return nil }
        let parts = last.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = number(parts[0]) else { return nil }
        var seconds = whole
        for (field, unit) in zip(fields.dropLast().reversed(), [60, 3600]) {
            guard let value = number(field), fields.count == 1 || whole < 60 else { return nil }
            guard unit == 3600 || fields.count == 2 || value < 60 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: unit)
            guard !overflow, product <= Int(Int32.max) * 3600 else { return nil }
            seconds += product
        }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.count <= 9, parts.count == 1 || number(decimals) != nil, seconds <= Int(Int32.max) * 3600
        else { return nil }
        var scale = 1
        for _ in decimals { scale *= 10 }
        guard let value = Int(exactly: Int128(seconds) * Int128(scale) + Int128(number(decimals) ?? 0)) else {
            return nil
        }
        self = .time(MediaTime(value: value, timescale: scale))
    }
}

/// Plain digits only: `Int` would also take a sign.
private func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
}
