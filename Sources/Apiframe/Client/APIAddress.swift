internal import Foundation

/// Where the API is.
package struct APIAddress: Sendable, Equatable, CustomStringConvertible {
    /// Scheme, host, port and path, without a slash at the end: "https://api.apiframe.ai".
    package let description: String

    /// The vendor's.
    package static let vendor = "https://api.apiframe.ai"

    /// An address. Every call shows the key to whoever is there or listens on the way, so plain http is taken for
    /// this machine alone unless `allowsPlainHTTP`.
    package init(_ text: String, allowsPlainHTTP: Bool = false) throws(APISetupError) {
        // By scalars: a mark that joins the "?" makes one character of both.
        let open = String(text.unicodeScalars.prefix { $0 != "?" && $0 != "#" })
        let shown = String(
            open.replacing(#/(?s)\/\/.*@/#.matchingSemantics(.unicodeScalar), with: "//").prefix(200))
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme)
        else { throw .badAddress(shown, reason: "it has to begin with https:// and name a host") }
        guard parts.user == nil, parts.password == nil else {
            throw .badAddress("\(scheme)://\(host)", reason: "it may hold no user or password")
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw .badAddress(shown, reason: "it may hold no query")
        }
        guard scheme == "https" || allowsPlainHTTP || Self.isThisMachine(host) else {
            throw .badAddress(
                shown, reason: "over plain http anybody on the way reads the API key; use https, or say --plain-http")
        }
        var address = text
        while address.hasSuffix("/") { address.removeLast() }
        description = address
    }

    private static func isThisMachine(_ host: String) -> Bool {
        let host = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
