/// A job's number in its queue; later jobs have higher ones, and none is given twice.
package struct JobID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }

    /// The id that `text` names; `nil` where it is none.
    package init?(_ text: String) {
        guard let number = Int64(text), number > 0, String(number) == text else { return nil }
        self.number = number
    }

    package init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int64.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    package static func < (one: JobID, other: JobID) -> Bool { one.number < other.number }

    package var description: String { "\(number)" }
}
