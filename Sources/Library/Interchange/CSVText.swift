extension String {
    /// The text as a field of comma-separated values (RFC 4180), quoted where it has to be.
    package var csvField: String {
        guard utf8.contains(where: { [0x0A, 0x0D, 0x22, 0x2C].contains($0) }) else { return self }
        return "\"" + escaping { $0 == "\"" ? "\"\"" : nil } + "\""
    }

    /// A text from outside as such a field. Spreadsheets compute a cell that begins like a formula, which may fetch
    /// addresses and run programs; an apostrophe before it makes it text (OWASP, CSV injection). ``withoutFormulaGuard``
    /// takes it off.
    ///
    /// Numbers of ours are written with ``csvField``, for a negative one is no formula.
    package var csvText: String { (isFormula ? "'" + self : self).csvField }

    /// The text of a cell that ``csvText`` wrote, once its quotes are off.
    package var withoutFormulaGuard: String {
        guard utf8.first == UInt8(ascii: "'") else { return self }
        let rest = String(unicodeScalars.dropFirst())
        return rest.isFormula ? rest : self
    }

    /// Whether a spreadsheet may take it for a formula: it begins with one of "=+-@", in ASCII or as wide as an ideograph,
    /// after white space and quotes that may be taken off, or with a tab or a line end. What begins with apostrophes before
    /// that counts too, so that one of them more can be taken off again.
    private var isFormula: Bool {
        guard let first = unicodeScalars.first else { return false }
        if ["\t", "\r", "\n"].contains(first) { return true }
        let begin = unicodeScalars.first { !$0.properties.isWhitespace && !"'\"\u{FEFF}".unicodeScalars.contains($0) }
        return begin.map("=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains) ?? false
    }
}
