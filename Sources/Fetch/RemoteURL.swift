internal import Crypto
internal import Foundation

/// An http or https URL that is fit to be dialled, and that hides its secrets: printed or interpolated, it has no
/// query, user or password, because signed URLs are keys.
package struct RemoteURL: Sendable, Hashable {
    /// Scheme, host, port, path and query, as they are sent; user, password and fragment are not in it.
    let text: String
    /// Whether it is https.
    let isSecure: Bool
    /// The host as it is looked up: no brackets around an IPv6 address.
    package let host: String
    let port: Int
    /// `Authorization` for the user and password that the URL came with; `nil` where it had none.
    let authorization: String?
    /// The URL without its secret parts.
    package let publicText: String

    /// Checks a URL. Throws ``FetchError`` with ``FetchError/Problem/invalidURL(_:)``, which does not repeat secrets.
    package init(_ text: String) throws(FetchError) {
        func wrong(_ reason: String) -> FetchError {
            FetchError(url: Self.redacted(text), problem: .invalidURL(reason))
        }
        // Parsers disagree about these, and where two disagree a request goes astray.
        guard text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 && $0 != "\\" }) else {
            throw wrong("a URL has no spaces, control characters or backslashes")
        }
        guard var parts = URLComponents(string: text) else { throw wrong("not a URL") }
        guard let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme) else {
            throw wrong("only http and https URLs are fetched")
        }
        let (user, password) = (parts.user, parts.password)
        (parts.user, parts.password, parts.percentEncodedFragment) = (nil, nil, nil)
        parts.scheme = scheme
        // Read back from the text that is sent, with the parser that the HTTP client uses.
        guard let plain = parts.string, let url = URL(string: plain), let bracketed = url.host, !bracketed.isEmpty
        else { throw wrong("the URL names no host") }
        let host = bracketed.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard host.utf8.count <= 253, host.utf8.allSatisfy(Self.isPlain) else {
            throw wrong("the host is not a plain name")
        }
        // A port that is no number, or too large a one, is left out by the parser without a word.
        let written = plain.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }
            .replacing(#/^(\[.*\]|[^:]*)/#, with: "").dropFirst()
        let port = url.port ?? (scheme == "https" ? 443 : 80)
        guard (1...65535).contains(port), written.isEmpty || Int(written) == port else {
            throw wrong("there is no port \(written.prefix(20))")
        }
        if user != nil || password != nil {
            let pair = Data("\(user ?? ""):\(password ?? "")".utf8)
            authorization = "Basic \(pair.base64EncodedString())"
        } else {
            authorization = nil
        }
        self.text = plain
        self.isSecure = scheme == "https"
        self.host = host
        self.port = port
        parts.percentEncodedQuery = nil
        publicText = parts.string ?? "\(scheme)://\(bracketed)"
    }

    /// Text that was meant to be a URL, without what may be secret in it, fit for a message. By scalars: a mark that joins
    /// the "?" makes one character of both.
    package static func redacted(_ text: String) -> String {
        let open = String(text.unicodeScalars.prefix { $0 != "?" && $0 != "#" })
        let named = open.replacing(#/(?s)\/\/.*@/#.matchingSemantics(.unicodeScalar), with: "//")
        return String(named.prefix(200)).onOneLine
    }

    /// Where a `Location` leads. Throws as ``init(_:)`` does.
    func redirected(to location: String) throws(FetchError) -> RemoteURL {
        guard let base = URL(string: text), let target = URL(string: location, relativeTo: base) else {
            throw FetchError(url: publicText, problem: .network("it redirects to something that is no URL"))
        }
        return try RemoteURL(target.absoluteString)
    }

    /// Whether credentials for `other` are for this place too.
    func hasSameOrigin(as other: RemoteURL) -> Bool {
        isSecure == other.isSecure && host.lowercased() == other.host.lowercased() && port == other.port
    }

    /// The file's name by the path's last part, without anything a file name cannot hold; `nil` where there is none.
    package var fileName: String? {
        let name = publicText.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).last ?? ""
        let line = (String(name).removingPercentEncoding ?? String(name)).onOneLine
        let plain = String(String.UnicodeScalarView(line.unicodeScalars.map { $0 == "/" ? "_" : $0 }))
        return plain.isEmpty || plain == "." || plain == ".." ? nil : String(plain.suffix(120))
    }

    /// A name for what the URL leads to, the same when it is signed anew: 64 hex digits, from which no secret can be
    /// learnt.
    package var resourceKey: String {
        let query = URLComponents(string: text)?.percentEncodedQuery ?? ""
        let parts = query.split(separator: "&")
        let isAzure = parts.contains { $0.hasPrefix("sig=") }
        let lasting = parts.filter { !Self.isSignature($0, isAzure) }.joined(separator: "&")
        return SHA256.hash(data: Data("\(publicText)?\(lasting)".utf8)).hexText
    }

    /// Whether a part of the query is one with which the large storage services sign: it changes with every signing.
    /// Anything else ("token") may be what tells one file from another.
    private static func isSignature(_ part: Substring, _ isAzure: Bool) -> Bool {
        let name = (part.prefix { $0 != "=" }).lowercased()
        let signing = ["expires", "signature", "policy", "key-pair-id", "awsaccesskeyid", "googleaccessid"]
        return name.hasPrefix("x-amz-") || name.hasPrefix("x-goog-") || signing.contains(name)
            || isAzure && ["sig", "se", "st"].contains(name)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }
}

extension RemoteURL: CustomStringConvertible, CustomDebugStringConvertible {
    /// The URL without its secret parts.
    package var description: String { publicText }
    /// The URL without its secret parts.
    package var debugDescription: String { publicText }
}

extension SHA256.Digest {
    /// The digest as 64 lower-case hex digits.
    var hexText: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
