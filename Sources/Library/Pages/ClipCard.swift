internal import Foundation
internal import Timing

/// A clip on a page of many: its poster, what it is called, and how it was judged.
struct ClipCard: Sendable {
    let link: String?
    let name, about: String
    let poster, length, prompt, version: String?
    let verdict: PageBadge
    let isUpright: Bool
    /// Whether the page holds the poster, so that nothing is saved by loading it late.
    let isHeld: Bool
    /// What to look at, the worst first.
    var problems: [Problem] = []

    struct Problem: Sendable { let style, message: String }

    /// - Parameters:
    ///   - link: where its page is.
    ///   - poster: where its poster is, or the poster itself.
    init(_ entry: CatalogueEntry, link: String?, poster: String?) {
        self.link = link
        self.poster = poster
        name = PageWords.title(name: entry.name, jobId: entry.jobId, prompt: entry.prompt)
        let rate = entry.frameRate.map { [PageWords.rate($0)] } ?? []
        let shots = entry.shots > 0 ? [PageWords.count(entry.shots, "shot")] : []
        about = ([PageWords.size(entry.width, entry.height)] + rate + shots).joined(separator: ", ")
        length = entry.duration.map { "\(PageWords.number($0.seconds, 1)) s" }
        prompt = entry.jobId == nil ? entry.prompt : nil
        version = PageWords.version(group: entry.group, variant: entry.variant)
        verdict = PageBadge(entry.verdict)
        isUpright = entry.height > entry.width
        isHeld = poster?.hasPrefix("data:") ?? false
    }
}
