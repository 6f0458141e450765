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

    /// - Parameter place: what is said to hold no clips, where there are none.
    func print(isJSON: Bool, in place: String) {
        if isJSON { return Result.print(ClipRows.document(matches.map(ListedClip.init), total: total)) }
        if matches.isEmpty { return Terminal.error("no such clips in \(place)") }
        // At once: ten thousand lines are as many writes otherwise.
        var text = ""
        text.reserveCapacity(matches.count * 100)
        let words = Dictionary(uniqueKeysWithValues: Sidecar.Verdict.allCases.map { ($0, VerdictText.word($0)) })
        for match in matches { Self.add(match, words[match.entry.verdict] ?? "", to: &text) }
        Terminal.write(text)
        if total > matches.count { Terminal.error("\(total - matches.count) more; --limit 0 shows all") }
    }

    private static func add(_ match: CatalogueMatch, _ verdict: String, to text: inout String) {
        let entry = match.entry
        func column(_ word: String, _ width: Int) {
            text += word
            for _ in 0..<max(1, width - word.utf8.count) { text += " " }
        }
        column(entry.id.text, 18)
        text += verdict
        text += "  "
        column("\(entry.width)x\(entry.height)", 11)
        column(entry.duration?.clockText ?? "?", 11)
        column(entry.shots == 1 ? "1 shot" : "\(entry.shots) shots", 10)
        text += entry.name.shortened(to: 120)
        if let group = entry.group ?? entry.variant {
            text += Terminal.dim("  \(group.shortened(to: 60))" + (entry.group == nil ? "" : version(entry)))
        }
        text += "\n"
        guard let excerpt = match.excerpt else { return }
        text += "      "
        for part in excerpt.parts {
            let words = part.text.shortened(to: 200)
            text += part.isFound ? Terminal.strong(words) : Terminal.dim(words)
        }
        text += "\n"
    }

    private static func version(_ entry: CatalogueEntry) -> String {
        entry.variant.map { ", \($0.shortened(to: 40))" } ?? ""
    }
}
