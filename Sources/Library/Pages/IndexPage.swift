package import Foundation

/// Many clips on one page that is a file of its own: those of a run, with what failed, or those of a library. It holds its
/// posters, and leads to the clips' own reports.
package struct IndexPage: Sendable {
    let frame = PageFrame.still
    let title, count, failuresTitle, made: String
    let tallies: [Tally]
    let failures: [Failure]
    let clips: [ClipCard]
    let hasFailures, isEmpty: Bool

    struct Tally: Sendable { let style, word: String }

    /// An input of which no clip was made.
    package struct Failure: Sendable {
        let name, reason: String

        package init(name: String, reason: String) { (self.name, self.reason) = (name, reason) }
    }

    /// A clip of the page.
    package struct Clip: Sendable {
        let sidecar: Sidecar
        let folder: URL
        let poster: Data?

        /// - Parameters:
        ///   - folder: the clip's.
        ///   - poster: a small JPEG, which the page holds; where there is none, the clip's own is linked.
        package init(_ sidecar: Sidecar, in folder: URL, poster: Data?) {
            (self.sidecar, self.folder, self.poster) = (sidecar, folder, poster)
        }
    }

    /// How many problems of a clip are named.
    private static let mostProblems = 3

    /// - Parameters:
    ///   - file: where the page will be, from which it leads to the clips.
    ///   - made: what made it, and when.
    package init(_ title: String, _ clips: [Clip], failures: [Failure] = [], at file: URL, made: String) {
        self.title = title
        self.made = made
        self.failures = failures
        count = PageWords.count(clips.count, "clip")
        failuresTitle = PageWords.count(failures.count, "input could not be processed", "inputs could not be processed")
        tallies =
            Sidecar.Verdict.allCases.compactMap { verdict in
                let number = clips.count { $0.sidecar.verdict == verdict }
                return number == 0 ? nil : Tally(style: verdict.rawValue, word: "\(number) \(verdict.rawValue)")
            } + (failures.isEmpty ? [] : [Tally(style: "fail", word: "\(failures.count) not processed")])
        let place = RelativePath(from: file.deletingLastPathComponent())
        self.clips = clips.map { ClipCard($0, place) }
        hasFailures = !failures.isEmpty
        isEmpty = clips.isEmpty && failures.isEmpty
    }

    package var html: String { PageTemplates.render(self, "index") }

    fileprivate static func problems(of sidecar: Sidecar) -> [ClipCard.Problem] {
        let bad = [Sidecar.Check.Status.fail, .warn].flatMap { status in sidecar.checks.filter { $0.status == status } }
        let named = bad.prefix(mostProblems).map { ClipCard.Problem(style: $0.status.rawValue, message: $0.message) }
        guard bad.count > mostProblems else { return Array(named) }
        return named + [ClipCard.Problem(style: "more", message: "and \(bad.count - mostProblems) more")]
    }
}

extension ClipCard {
    fileprivate init(_ clip: IndexPage.Clip, _ place: RelativePath) {
        let sidecar = clip.sidecar
        let file = sidecar.files.first { $0.kind == .report }?.file ?? sidecar.playable ?? sidecar.source.file
        let posterFile = sidecar.files.first { $0.kind == .poster }?.file
        self.init(
            CatalogueEntry(sidecar), link: place.link(to: clip.folder, file),
            poster: clip.poster.map { "data:image/jpeg;base64,\($0.base64EncodedString())" }
                ?? posterFile.map { place.link(to: clip.folder, $0) })
        problems = IndexPage.problems(of: sidecar)
    }
}
