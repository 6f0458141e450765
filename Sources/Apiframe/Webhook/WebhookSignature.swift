internal import Crypto
package import Foundation

/// Tells deliveries of somebody who knows the API key from those of anybody else.
package struct WebhookSignature: Sendable {
    /// The header that carries the signature.
    package static let header = "X-Webhook-Signature"

    /// The SHA-256 of the API key as raw bytes, by the vendor's SDK, and as hexadecimal text, by a handler of theirs.
    private let keys: [SymmetricKey]

    /// Signatures by the owner of `key`.
    package init(_ key: APIKey) { self.init(hash: Data(SHA256.hash(data: Data(key.text.utf8)))) }

    /// Signatures by the owner of the key whose SHA-256 is `digits`, 64 hexadecimal ones: enough to know their deliveries by,
    /// and not enough to pay with. `nil` for any other text.
    package init?(keyDigest digits: String) {
        guard let hash = Self.bytes(digits.trimmingCharacters(in: .whitespacesAndNewlines)[...]) else { return nil }
        self.init(hash: hash)
    }

    private init(hash: Data) {
        let text = hash.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        keys = [SymmetricKey(data: hash), SymmetricKey(data: Data(text.utf8))]
    }

    /// Whether `header`, "sha256=<hex>" or the bare digits, signs `body` as it came. Takes as long for a wrong signature as
    /// for a right one.
    package func isValid(_ header: String?, for body: Data) -> Bool {
        guard let code = header.flatMap(Self.code) else { return false }
        // Both are always tried: which of them a sender uses shall not show either.
        return keys.map { HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: $0) }
            .reduce(false) { $0 || $1 }
    }

    /// Whether `header` looks like a signature, so that it is worth reading a body to see whether it is one.
    package static func isWellFormed(_ header: String?) -> Bool { header.flatMap(code) != nil }

    /// What a header holds; `nil` where it is no signature.
    private static func code(_ header: String) -> Data? {
        let text = header.trimmingCharacters(in: .whitespaces)
        let prefix = "sha256="
        return bytes(text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : text[...])
    }

    /// The 32 bytes of 64 hexadecimal digits; `nil` for any other text.
    private static func bytes(_ text: Substring) -> Data? {
        let digits = Array(text.utf8)
        guard digits.count == 2 * SHA256.byteCount else { return nil }
        var code = Data()
        for pair in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[pair]), let low = value(digits[pair + 1]) else { return nil }
            code.append(high << 4 | low)
        }
        return code
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
