/// A SHA-256 as 64 lower-case hex digits.
package struct SHA256Hex: Hashable, Sendable {
    /// The 64 digits.
    package let text: String

    /// Reads 64 hex digits; capitals become small. `nil` for anything else.
    package init?(_ text: String) {
        let small = text.lowercased()
        guard small.utf8.count == 64, small.utf8.allSatisfy({ SHA256Hex.isDigit($0) }) else { return nil }
        self.text = small
    }

    /// The digits of these bytes.
    init(bytes: some Sequence<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        text = String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }
}

extension SHA256Hex: CustomStringConvertible {
    /// The digits.
    package var description: String { text }
}

extension SHA256Hex: Codable {
    /// Reads 64 hex digits.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = SHA256Hex(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 hex digits")
        }
        self = value
    }

    /// Writes the digits.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
