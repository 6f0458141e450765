internal import Foundation
internal import Hummingbird
internal import Library
internal import Pipeline

/// What stands behind a request's question mark; what cannot be understood is an error, not a default.
struct Query {
    private let parameters: [String: String]

    init(_ request: Request) { self.init(request.uri.query ?? "") }

    /// Reads names and values as forms send them, where a plus is a space. Of a name that comes twice the first counts.
    init(_ text: String) {
        parameters = text.split(separator: "&").reduce(into: [:]) { parameters, pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                let spaced = String(part.replacing("+", with: " "))
                return spaced.removingPercentEncoding ?? spaced
            }
            parameters[parts[0]] = parameters[parts[0]] ?? (parts.count > 1 ? parts[1] : "")
        }
    }

    func text(_ name: String) -> String? { parameters[name] }

    /// A whole number in `range`, or the value that stands for none. Throws ``UsageError``.
    func number(_ name: String, in range: ClosedRange<Int>, default usual: Int) throws -> Int {
        guard let text = text(name) else { return usual }
        guard let number = Int(text), range.contains(number), String(number) == text else {
            throw UsageError("\(name) is a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// One of the words of `Choice`; `nil` where none is given. Throws ``UsageError``.
    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _: Choice.Type) throws -> Choice?
    where Choice.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw UsageError("\(name) is one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    /// Which clips are asked for; a form sends an empty text where nothing is chosen. Throws ``UsageError``.
    func filter(emptyIsNone: Bool = false) throws -> LibraryFilter {
        do {
            return try LibraryFilter { key in
                let text = text(key.rawValue)
                return emptyIsNone && text == "" ? nil : text
            }
        } catch { throw UsageError("\(error)") }
    }

    /// In which order they are asked for. Throws ``UsageError``.
    func order(emptyIsNone: Bool = false) throws -> ClipOrder {
        guard let text = text("sort"), !(emptyIsNone && text.isEmpty) else { return ClipOrder() }
        do { return try ClipOrder(reading: text) } catch { throw UsageError("\(error)") }
    }
}
