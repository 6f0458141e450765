internal import Foundation

/// What a `Retry-After` asks for.
enum RetryAfter {
    /// The time to wait from `now`: seconds, or until a date; never negative. `nil` for other text.
    static func parse(_ text: String, now: Date = Date()) -> Duration? {
        if let seconds = UInt32(text.trimmed) { return .seconds(Int64(seconds)) }
        guard let date = HTTPDate.parse(text) else { return nil }
        return .seconds(max(0, date.timeIntervalSince(now).rounded(.up)))
    }
}
