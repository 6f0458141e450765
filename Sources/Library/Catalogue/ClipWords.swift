internal import Foundation

/// The texts by which a clip is found, as they are entered into the index of words.
struct ClipWords: Sendable, Equatable {
    /// What it is called, and what the whole of it was to show.
    let name, prompt: String
    /// What its shots were to show, ordered and found, each text once.
    let shots: String
    /// Model, job, id, group and variant.
    let marks: String

    init(_ sidecar: Sidecar) {
        let generation = sidecar.generation
        name = Self.parted(sidecar.source.originalName ?? sidecar.source.file)
        prompt = Self.parted(generation?.prompt ?? "")
        var seen: Set<String> = []
        let said = (generation?.shots.map(\.prompt) ?? []) + sidecar.shots.compactMap(\.prompt)
        shots = Self.parted(said.filter { seen.insert($0).inserted }.joined(separator: "\n"))
        let marks = [generation?.model, generation?.jobId, sidecar.id.text, sidecar.group, sidecar.variant]
        self.marks = Self.parted(marks.compactMap(\.self).joined(separator: "\n"))
    }

    /// Stands between the characters of a script that sets no spaces. It has no width, and the index takes it for one.
    static let part: Character = "\u{200B}"

    /// The text with a parting around each character that is a word of its own: Chinese and Japanese are written without
    /// spaces, and the index would take a whole sentence for one word, of which only the beginning could be found.
    static func parted(_ text: String) -> String {
        let text = text.precomposedStringWithCanonicalMapping
        guard text.unicodeScalars.contains(where: isWord) else { return text }
        var parted = ""
        for character in text {
            guard let first = character.unicodeScalars.first, isWord(first) else {
                parted.append(character)
                continue
            }
            parted.append(part)
            parted.append(character)
            parted.append(part)
        }
        return parted
    }

    /// The words of a search as the index is asked for them: all of them, each as the beginning of a word. `nil` where no
    /// letter, digit or symbol is in them, and nothing can be found.
    static func query(_ words: String) -> String? {
        let words = words.split(whereSeparator: \.isWhitespace).map(String.init)
        let sought = words.filter { $0.unicodeScalars.contains(where: isIndexed) }
        guard !sought.isEmpty else { return nil }
        // A null would end the text for SQLite.
        return sought.map { word in
            "\"\(parted(word).escaping { $0 == "\"" ? "\"\"" : $0 == "\0" ? " " : nil })\"*"
        }.joined(separator: " AND ")
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Kana, ideographs, Thai, Lao, Khmer and Burmese, and symbols such as emoji.
        case 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF,
            0x0E00...0x0EFF, 0x1780...0x17FF, 0x1000...0x109F:
            true
        case ..<0x2190: false
        default: scalar.properties.generalCategory == .otherSymbol
        }
    }

    /// Whether the index keeps it: see ``CatalogueTable``'s tokenizer.
    private static func isIndexed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse, .otherSymbol:
            true
        default: false
        }
    }
}
