internal import Timing

extension ClipPage {
    /// A check with what it compared, and where it is to be seen.
    struct Check: Sendable {
        let style, word, name, message: String
        let expected, actual: String
        let compares, hasEvidence: Bool
        let evidence: [Evidence]
        let more: String?

        struct Evidence: Sendable { let link, words: String; let start: Double }

        /// How many places are linked; a flickering clip has hundreds.
        private static let most = 12

        init(_ check: Sidecar.Check, _ shown: String?, _ links: PageLinks) {
            let badge = PageBadge(check.status)
            (style, word, name, message) = (badge.style, badge.word, check.id, check.message)
            compares = check.expected != nil
            (expected, actual) = (check.expected ?? "", check.actual ?? "nothing")
            evidence = shown.map { shown in check.evidence.prefix(Self.most).map { Evidence($0, shown, links) } } ?? []
            hasEvidence = !evidence.isEmpty
            let rest = check.evidence.count - evidence.count
            more = hasEvidence && rest > 0 ? "and \(PageWords.count(rest, "more place"))" : nil
        }
    }
}

extension ClipPage.Check.Evidence {
    fileprivate init(_ place: Sidecar.Check.Evidence, _ shown: String, _ links: PageLinks) {
        start = place.start.seconds
        link = links.link(shown, from: place.start.seconds, to: place.end.seconds)
        words = "\(place.start.clockText) \(place.frames)"
    }
}

extension Sidecar.Check.Evidence {
    /// "frame 12", "frames 12–40", or for sound how long it is.
    var frames: String {
        guard let startFrame, let endFrame else { return "for \(PageWords.number(end.seconds - start.seconds)) s" }
        return endFrame - startFrame <= 1 ? "frame \(startFrame)" : "frames \(startFrame)–\(endFrame - 1)"
    }
}
