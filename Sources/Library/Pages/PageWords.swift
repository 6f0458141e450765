internal import Foundation
internal import Timing

/// Figures as the pages say them.
enum PageWords {
    /// A number with at most so many places, without zeros at its end: "23.98", "24".
    static func number(_ value: Double, _ places: Int = 2) -> String {
        let text = String(format: "%.\(places)f", value)
        guard text.contains(".") else { return text }
        let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(short.reversed())
    }

    /// "−16.2 LUFS": a level, with a minus as it is set.
    static func level(_ value: Double, _ unit: String) -> String {
        "\(value < 0 ? "−" : "")\(number(abs(value), 1)) \(unit)"
    }

    /// "1 shot", "4 shots".
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
    }

    /// "2026-11-24 21:30 UTC".
    static func date(_ date: Date) -> String {
        let day = date.formatted(.iso8601.year().month().day())
        let time = date.formatted(.iso8601.time(includingFractionalSeconds: false)).prefix(5)
        return "\(day) \(time) UTC"
    }

    /// "just now", "3 min ago", "2 h ago", "5 days ago".
    static func age(of date: Date, at now: Date) -> String {
        let seconds = Int(saturating: now.timeIntervalSince(date))
        return seconds < 5 ? "just now" : "\(length(seconds)) ago"
    }

    /// What a clip is called: a generated one by its prompt, since the name that a server gave it says nothing.
    static func title(name: String, jobId: String?, prompt: String?) -> String {
        guard jobId != nil, let words = prompt?.onOneLine, !words.isEmpty else { return name }
        return words.count > 90 ? "\(words.prefix(89))…" : words
    }

    /// "Winter spot, German": a version of a piece of work; `nil` for a clip on its own.
    static func version(group: String?, variant: String?) -> String? {
        let words = [group, variant].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// "40 s", "3 min", "2 h", "5 days".
    static func length(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(max(0, seconds)) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) days"
        }
    }

    /// "1920 × 1080".
    static func size(_ width: Int, _ height: Int) -> String { "\(width) × \(height)" }

    /// "23.98 fps".
    static func rate(_ rate: Rational) -> String { "\(number(rate.double)) fps" }
}
