/// The secrets of URLs that stand in a text: users and passwords, queries and fragments.
package enum URLSecrets {
    /// Where in a text, as UTF-8, they are.
    package static func places(in text: [UInt8]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var place = text.startIndex
        while let colon = text[place...].firstRange(of: Array("://".utf8)) {
            let host = colon.upperBound
            let end = text[host...].firstIndex { $0 <= UInt8(ascii: " ") || "\"<>`".utf8.contains($0) } ?? text.endIndex
            let url = text[host..<end]
            let path = url.firstIndex { "/?#".utf8.contains($0) } ?? end
            if let user = url[..<path].lastIndex(of: UInt8(ascii: "@")) { places.append(host..<user) }
            if let query = url.firstIndex(where: { "?#".utf8.contains($0) }) { places.append(query + 1..<end) }
            place = end
        }
        return places
    }

    /// A text with dots in their places: what a provider says may repeat a URL that it was given.
    static func hidden(in text: String) -> String {
        let bytes = Array(text.utf8)
        let places = places(in: bytes)
        guard !places.isEmpty else { return text }
        var (kept, place) = ([UInt8](), 0)
        for secret in places where !secret.isEmpty {
            kept += bytes[place..<secret.lowerBound] + Array("…".utf8)
            place = secret.upperBound
        }
        return String(decoding: kept + bytes[place...], as: UTF8.self)
    }
}
