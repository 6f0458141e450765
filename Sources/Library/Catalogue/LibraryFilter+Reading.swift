internal import Foundation
internal import Timing

extension LibraryFilter {
    /// What a filter is asked by: the names of options and of what stands in a URL.
    package enum Key: String, Sendable, CaseIterable {
        case verdict, model, group, variant, from, to, size, words
        case minDuration = "min-duration"
        case maxDuration = "max-duration"
        case minBytes = "min-bytes"
        case maxBytes = "max-bytes"
    }

    /// The filter that texts ask for; `nil` where there is none of a name.
    ///
    /// Verdicts are parted by commas. A date is a day in UTC or an instant, and both `from` and `to` count whole days;
    /// durations are seconds or a clock; sizes of files may have a unit. Throws
    /// ``LibraryError/invalidFilter(key:wanted:text:)``.
    package init(reading text: (Key) -> String?) throws(LibraryError) {
        self.init()
        func read<Value>(_ key: Key, _ wanted: String, _ parse: (String) -> Value?) throws(LibraryError) -> Value? {
            guard let text = text(key) else { return nil }
            guard let value = parse(text) else {
                throw .invalidFilter(key: key.rawValue, wanted: wanted, text: text)
            }
            return value
        }
        let known = Sidecar.Verdict.allCases.map(\.rawValue).joined(separator: ", ")
        verdicts = try read(.verdict, "one of \(known)", Self.verdicts) ?? []
        model = try read(.model, "a model's name", Self.name)
        group = try read(.group, "a group's name", Self.name)
        variant = try read(.variant, "a variant's label", Self.name)
        from = try read(.from, Self.wantedDate) { Self.dates($0)?.lowerBound }
        before = try read(.to, Self.wantedDate) { Self.dates($0)?.upperBound }
        shortest = try read(.minDuration, Self.wantedTime, Self.time)
        longest = try read(.maxDuration, Self.wantedTime, Self.time)
        if let size = try read(.size, "a size like 1920x1080", Self.size) { (width, height) = size }
        fewestBytes = try read(.minBytes, Self.wantedBytes, ByteText.bytes)
        mostBytes = try read(.maxBytes, Self.wantedBytes, ByteText.bytes)
        words = text(.words) ?? ""
    }

    private static let wantedDate = "a day like 2026-11-24 or an instant like 2026-11-24T21:30:00Z"
    private static let wantedTime = "seconds, like 5 or 2.5"
    private static let wantedBytes = "a number of bytes, like 5000000 or 5MB"

    private static func name(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func verdicts(_ text: String) -> Set<Sidecar.Verdict>? {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let verdicts = words.compactMap { Sidecar.Verdict(rawValue: String($0)) }
        return verdicts.count == words.count ? Set(verdicts) : nil
    }

    /// A day from its first instant to the next day's, or one instant and the second after it.
    private static func dates(_ text: String) -> Range<Date>? {
        let isDay = text.utf8.count == 10
        let whole = isDay ? text + "T00:00:00Z" : text
        // Written again and compared: the parser takes the 31st of February for a day in March.
        guard let date = try? Date(whole, strategy: .iso8601), date.formatted(.iso8601) == whole else { return nil }
        return date..<date.addingTimeInterval(isDay ? 86_400 : 1)
    }

    private static func time(_ text: String) -> MediaTime? {
        guard case .time(let time)? = CutPoint(text) else { return nil }
        return time
    }

    private static func size(_ text: String) -> (Int, Int)? {
        let sides = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { side in
            side.utf8.allSatisfy { (48...57).contains($0) } ? Int(side) : nil
        }
        guard sides.count == 2, let width = sides[0], let height = sides[1], width > 0, height > 0 else { return nil }
        return (width, height)
    }
}
