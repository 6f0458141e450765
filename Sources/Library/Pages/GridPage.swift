internal import Foundation
internal import Timing

/// The clips of a library, as many as fit on a page.
package struct GridPage: Sendable {
    /// How many clips a page shows.
    package static let most = 48

    let frame = PageFrame.served(.clips)
    let title = "Clips"
    let count, words, nothing: String
    let verdicts, groups, orders: [Choice]
    let hasGroups, isFiltered, isEmpty: Bool
    /// What was asked by the address alone; the form sends it along.
    let kept: [Asked]
    let clips: [ClipCard]
    let pages: Pages
    /// The page of the chosen group.
    let group: String?

    struct Choice: Sendable { let value, word: String; let isChosen: Bool }
    struct Asked: Sendable { let name, value: String }

    struct Pages: Sendable { let before, after: String?; let words: String; let isAny: Bool }

    /// - Parameters:
    ///   - shown: the clips of this page, in order.
    ///   - total: how many match, and `offset`: how many of them come before this page.
    ///   - asked: what they had to match, by the names of ``LibraryFilter/Key`` and "sort".
    ///   - groups: the names of all groups.
    package init(
        _ shown: [CatalogueEntry], total: Int, of store: ClipStore, offset: Int = 0, asked: [String: String] = [:],
        groups names: [String] = []
    ) {
        count = PageWords.count(total, "clip")
        words = asked["words"] ?? ""
        isFiltered = asked.keys.contains { $0 != "sort" }
        isEmpty = shown.isEmpty
        nothing = isFiltered ? "No clip is like that." : "There are no clips yet."
        let choose = { (name: String, values: [(String, String)]) in
            values.map { Choice(value: $0.0, word: $0.1, isChosen: $0.0 == asked[name] ?? "") }
        }
        verdicts = choose("verdict", [("", "any")] + Sidecar.Verdict.allCases.map { ($0.rawValue, $0.rawValue) })
        groups = choose("group", [("", "any")] + names.map { ($0, $0) })
        orders = choose("sort", Self.orders)
        hasGroups = !names.isEmpty
        group = asked["group"].flatMap { names.contains($0) ? GroupPage.path(of: $0) : nil }
        let inForm: Set = ["words", "verdict", "sort", names.isEmpty ? "" : "group"]
        kept = asked.filter { !inForm.contains($0.key) }.sorted { $0.key < $1.key }
            .map { Asked(name: $0.key, value: $0.value) }
        clips = shown.map { ClipCard($0, store) }
        let link = { Self.link(asked, offset: $0) }
        pages = Pages(
            before: offset > 0 ? link(max(0, offset - Self.most)) : nil,
            after: offset + shown.count < total ? link(offset + shown.count) : nil,
            words: "\(offset + 1)–\(offset + shown.count) of \(total)",
            isAny: offset > 0 || shown.count < total)
    }

    package var html: String { PageTemplates.render(self, "clips") }

    private static let orders = [
        ("", "newest"), ("-added", "oldest"), ("relevance", "best match"), ("duration", "longest"),
        ("bytes", "largest"), ("name", "name"), ("verdict", "worst"), ("group", "group"),
    ]

    private static func link(_ asked: [String: String], offset: Int) -> String {
        var parts = URLComponents()
        parts.path = "/"
        parts.queryItems =
            asked.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
            + (offset > 0 ? [URLQueryItem(name: "offset", value: "\(offset)")] : [])
        if parts.queryItems?.isEmpty == true { parts.queryItems = nil }
        // A plus is a space where forms are read.
        return (parts.string ?? "/").replacingOccurrences(of: "+", with: "%2B")
    }
}

extension ClipCard {
    /// Where a clip's poster lies, if it has one.
    private static let posterFile = "thumbs/poster.jpg"

    /// The card of the service's page.
    fileprivate init(_ entry: CatalogueEntry, _ store: ClipStore) {
        let hasPoster = FileTree.exists(store.folder(of: entry.id).appendingPathComponent(Self.posterFile))
        self.init(
            entry, link: "/clips/\(entry.id.text)",
            poster: hasPoster ? "/clips/\(entry.id.text)/files/\(Self.posterFile)" : nil)
    }
}
