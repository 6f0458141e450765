/// Escapes of the text formats, and what of a text is not for them.
///
/// All go by scalars, as those who read the formats do. A mark that joins a delimiter makes one character of both, and an
/// escape that goes by characters would not see it.
extension String {
    /// The text with some scalars written otherwise; those for which `write` gives `nil` stay.
    package func escaping(_ write: (Unicode.Scalar) -> String?) -> String {
        var out = UnicodeScalarView()
        for scalar in unicodeScalars {
            if let text = write(scalar) { out.append(contentsOf: text.unicodeScalars) } else { out.append(scalar) }
        }
        return String(out)
    }

    /// The text with every run of white space and of what is not to be seen, such as control characters and those that turn
    /// the direction of writing, as one space.
    package var onOneLine: String {
        var out = UnicodeScalarView()
        var isApart = false
        for scalar in unicodeScalars {
            if scalar.partsWords {
                isApart = true
            } else {
                if isApart, !out.isEmpty { out.append(" ") }
                isApart = false
                out.append(scalar)
            }
        }
        return String(out)
    }

    /// The text as terminals may have it: what they would obey, and what turns the direction of writing, so that a line
    /// says something else than it holds, becomes "�". Line ends and tabs stay.
    package var terminalText: String {
        guard unicodeScalars.contains(where: \.isObeyedByTerminals) else { return self }
        return escaping { $0.isObeyedByTerminals ? "\u{FFFD}" : nil }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal does something else with it than show it.
    fileprivate var isObeyedByTerminals: Bool {
        switch value {
        case 0x09, 0x0A: false
        // C0, DEL and C1; line ends that are none on a terminal.
        case ..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
        // Marks, embeddings, overrides and isolates of direction.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    fileprivate var partsWords: Bool {
        if isASCII { return value <= 0x20 || value == 0x7F }
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: return true
        // Joiners make one picture of several.
        case .format: return value != 0x200C && value != 0x200D
        default: return properties.isWhitespace
        }
    }
}
