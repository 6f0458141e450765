internal import Foundation
internal import Timing

/// The clips of a library, as many as fit on a page.
package struct GridPage: Sendable {
    /// How many clips a page shows.
    package static let most = 48

    let frame = PageFrame.served(.clips)
    let title = "Clips"
    let count, words, nothing: String
    let choices: [Choice]
    let isFiltered, isEmpty: Bool
    let clips: [Clip]
    let pages: Pages

    struct Choice: Sendable { let value, word: String; let isChosen: Bool }

    struct Clip: Sendable {
        let link, name, about: String
        let poster, length, prompt: String?
        let verdict: PageBadge
        let isUpright: Bool
    }

    struct Pages: Sendable { let before, after: String?; let words: String; let isAny: Bool }

    /// - Parameters:
    ///   - entries: all that match, the newest first.
    ///   - offset: how many of them come before this page.
    ///   - verdict, words: what they had to match.
    package init(
        _ entries: [CatalogueEntry], of store: ClipStore, offset: Int, verdict: Sidecar.Verdict?, words: String
    ) {
        let shown = entries.dropFirst(offset).prefix(Self.most)
        count = PageWords.count(entries.count, "clip")
        self.words = words
        isFiltered = verdict != nil || !words.isEmpty
        isEmpty = shown.isEmpty
        nothing = isFiltered ? "No clip is like that." : "There are no clips yet."
        choices =
            [Choice(value: "", word: "any", isChosen: verdict == nil)]
            + Sidecar.Verdict.allCases.map { Choice(value: $0.rawValue, word: $0.rawValue, isChosen: $0 == verdict) }
        clips = shown.map { Clip($0, store) }
        let link = { (offset: Int) -> String in
            var parts = URLComponents()
            parts.path = "/"
            parts.queryItems =
                [("words", words), ("verdict", verdict?.rawValue ?? ""), ("offset", offset > 0 ? "\(offset)" : "")]
                .filter { !$0.1.isEmpty }.map { URLQueryItem(name: $0.0, value: $0.1) }
            if parts.queryItems?.isEmpty == true { parts.queryItems = nil }
            // A plus is a space where forms are read.
            return (parts.string ?? "/").replacingOccurrences(of: "+", with: "%2B")
        }
        pages = Pages(
            before: offset > 0 ? link(max(0, offset - Self.most)) : nil,
            after: offset + shown.count < entries.count ? link(offset + shown.count) : nil,
            words: "\(offset + 1)–\(offset + shown.count) of \(entries.count)",
            isAny: offset > 0 || shown.count < entries.count)
    }

    package var html: String { PageTemplates.render(self, "clips") }
}

extension GridPage.Clip {
    /// Where a clip's poster lies, if it has one.
    private static let posterFile = "thumbs/poster.jpg"

    fileprivate init(_ entry: CatalogueEntry, _ store: ClipStore) {
        link = "/clips/\(entry.id.text)"
        name = PageWords.title(name: entry.name, jobId: entry.jobId, prompt: entry.prompt)
        let rate = entry.frameRate.map { [PageWords.rate($0)] } ?? []
        let shots = entry.shots > 0 ? [PageWords.count(entry.shots, "shot")] : []
        about = ([PageWords.size(entry.width, entry.height)] + rate + shots).joined(separator: ", ")
        let hasPoster = FileTree.exists(store.folder(of: entry.id).appendingPathComponent(Self.posterFile))
        poster = hasPoster ? "/clips/\(entry.id.text)/files/\(Self.posterFile)" : nil
        length = entry.duration.map { "\(PageWords.number($0.seconds, 1)) s" }
        prompt = entry.jobId == nil ? entry.prompt : nil
        verdict = PageBadge(entry.verdict)
        isUpright = entry.height > entry.width
    }
}
