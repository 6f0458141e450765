/// A line of text on a sheet, which may be anybody's: a prompt, or a name that came with a file.
struct SheetLabel {
    /// The filter that draws it; `nil` for a text in which there is nothing to draw.
    let filter: String?

    /// - Parameters:
    ///   - width: the room that there is; a longer text is cut.
    ///   - size: the height of the letters in pixels.
    init(_ text: String, x: Int, y: Int, width: Int, size: Int, isSoft: Bool = false) {
        // Letters of a proportional face are about half as wide as they are high.
        let most = max(1, width * 100 / (size * 56))
        let line = text.unicodeScalars.split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        let shown = line.count <= most ? line : line.prefix(most - 1) + "…"
        guard !shown.isEmpty else {
            filter = nil
            return
        }
        let colour = isSoft ? "0xb0b0b0" : "white"
        // Without expansion a per cent sign is one.
        filter =
            "drawtext=font=sans:fontsize=\(size):fontcolor=\(colour):x=\(x):y=\(y):expansion=none:text="
            + Self.escaped(Self.escaped(shown, "\\':"), "\\'[],;")
    }

    /// The text with a backslash before each of `special`. A filter's options are read twice: as a part of the graph's
    /// text, and then as the filter's own.
    private static func escaped(_ text: String, _ special: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.flatMap { special.unicodeScalars.contains($0) ? ["\\", $0] : [$0] }))
    }
}
