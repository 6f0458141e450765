/// A measurement that may not have been possible: a finite number, or `nil`, written to JSON as an
/// explicit `null`.
///
/// JSON has no infinity, and the loudness of silence is one; such a number becomes `nil` here, where
/// it is stored, and not an error hours later when the sidecar is written.
@propertyWrapper
package struct Measured: Codable, Sendable, Equatable {
    private var value: Double?

    /// The finite number, or `nil`.
    package var wrappedValue: Double? {
        get { value }
        set { value = newValue.flatMap { $0.isFinite ? $0 : nil } }
    }

    /// Keeps `wrappedValue` if it is finite.
    package init(wrappedValue: Double?) { self.wrappedValue = wrappedValue }

    /// Reads a number or `null`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        wrappedValue = container.decodeNil() ? nil : try container.decode(Double.self)
    }

    /// Writes the number or `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

extension KeyedDecodingContainer {
    /// Synthesised decoding finds this overload; it turns a missing key into `nil`.
    func decode(_ type: Measured.Type, forKey key: Key) throws -> Measured {
        try decodeIfPresent(type, forKey: key) ?? Measured(wrappedValue: nil)
    }
}
