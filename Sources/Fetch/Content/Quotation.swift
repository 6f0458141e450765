/// What a document that came in place of a clip says of itself, short enough and plain enough for a message: an HTML
/// page's title, the message of an XML or JSON error.
struct Quotation: Sendable, Equatable {
    let text: String

    private static let longest = 120

    /// Looks at the beginning of a document; `nil` where it says nothing.
    init?(of document: String) {
        let found =
            document.firstMatch(of: #/(?i)<title[^>]*>([^<]{1,1000})/#)?.1
            ?? document.firstMatch(of: #/(?i)<message>([^<]{1,1000})/#)?.1
            ?? document.firstMatch(of: #/"(?:message|error|detail)"\s*:\s*"((?:[^"\\]|\\.){1,1000})/#)?.1
        // A server that repeats the URL repeats its secrets.
        let words = String(found ?? "").onOneLine.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing(#/\?\S+/#.matchingSemantics(.unicodeScalar), with: "?…")
        guard !words.isEmpty else { return nil }
        text = words.count > Self.longest ? words.prefix(Self.longest) + "…" : words
    }
}
