/// A clip that was searched for, and what in it answers.
package struct CatalogueMatch: Sendable, Equatable {
    /// The clip.
    package let entry: CatalogueEntry
    /// The words in their surroundings; `nil` where no words were asked for.
    package let excerpt: Excerpt?

    package init(entry: CatalogueEntry, excerpt: Excerpt?) { (self.entry, self.excerpt) = (entry, excerpt) }
}

/// A piece of a longer text in which words were found.
package struct Excerpt: Sendable, Equatable {
    /// The text in pieces, and which of them were looked for.
    package let parts: [(text: String, isFound: Bool)]

    static let begin: Character = "\u{2}"
    static let end: Character = "\u{3}"

    /// The text with its marks; a mark that a prompt brought along ends or begins a piece too, and does no harm.
    init(_ marked: String) {
        var parts: [(text: String, isFound: Bool)] = []
        var (text, isFound) = ("", false)
        func take() {
            if !text.isEmpty { parts.append((text, isFound)) }
            text = ""
        }
        for character in marked where character != ClipWords.part {
            guard character == Self.begin || character == Self.end else {
                text.append(character.isNewline ? " " : character)
                continue
            }
            take()
            isFound = character == Self.begin
        }
        take()
        self.parts = parts
    }

    /// All of it.
    package var text: String { parts.map(\.text).joined() }

    package static func == (a: Excerpt, b: Excerpt) -> Bool {
        a.parts.elementsEqual(b.parts) { $0.text == $1.text && $0.isFound == $1.isFound }
    }
}
