internal import Foundation

/// One input's progress in words.
protocol ProgressMeter: Sendable {
    /// For people, on one line.
    var line: String { get }
    /// For programs: a JSON object on one line.
    var json: String { get }
}

extension ProgressMeter {
    /// An input's name in a column of its own: the last part of a path.
    static func column(_ input: String) -> String {
        let name = input.split(separator: "/").last.map(String.init) ?? input
        return (name.count > 28 ? "…" + name.suffix(27) : name).padded(to: 29)
    }

    /// "0:07 left"; nothing where the speed is not known.
    static func timeLeft(_ parts: Int, perSecond: Double) -> String {
        guard perSecond > 0, parts > 0 else { return "" }
        let seconds = Int(min(Double(parts) / perSecond, 359_999).rounded(.up))
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) left"
    }

    /// A value as JSON on one line.
    static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
