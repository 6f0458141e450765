internal import Library
internal import Pipeline
internal import Timing

/// Clips of the catalogue, a line each or as one document.
struct ClipTable {
    private let matches: [CatalogueMatch]
    private let total: Int

    /// - Parameter total: how many there are, these included.
    init(_ matches: [CatalogueMatch], total: Int? = nil) {
        self.matches = matches
        self.total = total ?? matches.count
    }

    init(_ entries: [CatalogueEntry], total: Int? = nil) {
        self.init(entries.map { CatalogueMatch(entry: $0, excerpt: nil) }, total: total)
    }

    private struct Document: Encodable {
        let clips: [ListedClip]
        let total: Int
    }

    /// - Parameter place: what is said to hold no clips, where there are none.
    func print(isJSON: Bool, in place: String) throws {
        if isJSON { return try Result.printJSON(Document(clips: matches.map(ListedClip.init), total: total)) }
        if matches.isEmpty { return Terminal.error("no such clips in \(place)") }
        // At once: ten thousand lines are as many writes otherwise.
        Result.print(matches.map(Self.lines).joined())
        if total > matches.count { Terminal.error("\(total - matches.count) more; --limit 0 shows all") }
    }

    private static func lines(_ match: CatalogueMatch) -> String {
        let entry = match.entry
        var line = "\(entry.id.text.padded(to: 18))\(VerdictText.word(entry.verdict))  "
        line += "\(entry.width)x\(entry.height)".padded(to: 11) + (entry.duration?.clockText ?? "?").padded(to: 11)
        line += "\(entry.shots) shot\(entry.shots == 1 ? "" : "s")".padded(to: 10) + entry.name.shortened(to: 120)
        if let group = entry.group ?? entry.variant {
            line += Terminal.dim("  \(group.shortened(to: 60))" + (entry.group == nil ? "" : version(entry)))
        }
        line += "\n"
        guard let excerpt = match.excerpt else { return line }
        let text = excerpt.parts.map { part in
            let text = part.text.shortened(to: 200)
            return part.isFound ? Terminal.strong(text) : Terminal.dim(text)
        }
        return line + "      \(text.joined())\n"
    }

    private static func version(_ entry: CatalogueEntry) -> String {
        entry.variant.map { ", \($0.shortened(to: 40))" } ?? ""
    }
}
