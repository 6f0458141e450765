internal import Foundation

/// Where a clip came from, fit to be kept: scheme, host, port and path.
///
/// Query, fragment, user and password are dropped on the way in, because signed URLs are secrets. The
/// type leaves no way to store one by mistake.
package struct SourceURL: Hashable, Sendable {
    /// The URL without query, fragment, user and password.
    package let text: String

    /// Keeps what is public of an http or https URL; `nil` for any other text.
    package init?(_ url: String) {
        guard var parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme)
        else { return nil }
        parts.percentEncodedQuery = nil
        parts.percentEncodedFragment = nil
        parts.user = nil
        parts.password = nil
        guard let text = parts.string else { return nil }
        self.text = text
    }
}

extension SourceURL: Codable {
    /// Reads a URL and keeps what is public of it.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = SourceURL(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an http or https URL")
        }
        self = value
    }

    /// Writes the text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
