internal import Foundation
internal import Library
internal import Pipeline

/// What is posted to enter a job: `{"input": "…", "priority": 0}`, and nothing else.
struct JobPost: Decodable {
    /// A URL, a file's whole path, or the id of a provider's job.
    let input: String
    let priority: Int

    /// The longest input, in characters.
    static let longest = 4096
    static let priorities = -1000...1000

    private enum Key: String, CodingKey, CaseIterable { case input, priority }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        for key in try decoder.container(keyedBy: AnyKey.self).allKeys where Key(rawValue: key.stringValue) == nil {
            throw UsageError("\(key.stringValue.prefix(40)) is unknown; there are input and priority")
        }
        let container = try decoder.container(keyedBy: Key.self)
        input = try container.decode(String.self, forKey: .input)
        priority = container.contains(.priority) ? try container.decode(Int.self, forKey: .priority) : 0
        guard !input.isEmpty, input.count <= Self.longest, !input.contains("\0") else {
            throw UsageError("input has 1 to \(Self.longest) characters")
        }
        guard Self.priorities.contains(priority) else {
            throw UsageError("priority is from \(Self.priorities.lowerBound) to \(Self.priorities.upperBound)")
        }
    }

    /// Reads a body. Throws ``UsageError``.
    static func reading(_ body: Data) throws -> JobPost {
        do { return try CanonicalJSON.decode(JobPost.self, from: body) } catch let error as DecodingError {
            throw UsageError("the body is not what is asked for: \(CanonicalJSON.reason(of: error))")
        }
    }
}
