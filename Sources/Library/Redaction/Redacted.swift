package import JSON

/// What ``Redacted`` can hold.
package protocol Redactable: Codable, Sendable, Equatable {
    /// The value without what may be secret.
    var redacted: Self { get }
}

extension String: Redactable {
    package var redacted: String { Redaction.text(self) }
}

extension Optional: Redactable where Wrapped: Redactable {
    package var redacted: Wrapped? { map(\.redacted) }
}

extension JSONValue: Redactable {
    package var redacted: JSONValue { Redaction.json(self) }
}

extension Dictionary: Redactable where Key == String, Value == JSONValue {
    package var redacted: [String: JSONValue] {
        if case .object(let members) = Redaction.json(.object(self)) { members } else { [:] }
    }
}

/// A value that came from outside and may hold secrets: they are gone however it gets here, set, made or read from a file.
/// The type leaves no way to keep one by mistake.
///
/// A text that is `nil` is written as `null`, as ``Nullable`` does, and one that is not there is read as `nil`.
@propertyWrapper
package struct Redacted<Value: Redactable>: Codable, Sendable, Equatable {
    private var value: Value

    package var wrappedValue: Value {
        get { value }
        set { value = newValue.redacted }
    }

    package init(wrappedValue: Value) { value = wrappedValue.redacted }

    package init(from decoder: any Decoder) throws {
        self.init(wrappedValue: try decoder.singleValueContainer().decode(Value.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension KeyedDecodingContainer {
    /// Synthesised decoding finds this overload; it turns a missing key into `nil`.
    func decode(_ type: Redacted<String?>.Type, forKey key: Key) throws -> Redacted<String?> {
        try decodeIfPresent(type, forKey: key) ?? Redacted(wrappedValue: nil)
    }
}
