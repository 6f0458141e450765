package import Foundation
internal import Timing

/// A clip with all that is known of it: what plays, where its shots are, what the checks say, and its files.
///
/// The service answers with it, and `report.html` in the clip's folder is the same page, which then holds its pictures.
package struct ClipPage: Sendable {
    let frame: PageFrame
    let title, summary, made, shotsTitle: String
    let verdict: PageBadge
    let player: Player?
    let timeline: Lanes?
    let prompt, wantedShots: String?
    let shots: [Shot]
    let problems: Problems
    let quietChecks: [CheckGroup]
    let facts: [FactGroup]
    let downloads: [Download]
    let hasShots, hasNoChecks: Bool

    /// How many stills a page holds; those of further shots stay beside it.
    package static let mostStills = 60

    struct Player: Sendable {
        let source: String
        let poster: String?
        let width, height: Int
        let isUpright: Bool
    }

    struct Problems: Sendable { let title: String; let checks: [Check]; let isAny: Bool }
    struct CheckGroup: Sendable { let title: String; let checks: [Check]; let isOpen: Bool }
    /// Facts of one kind, and one of them, in words.
    package struct FactGroup: Sendable { package let title: String; package let rows: [Fact] }
    package struct Fact: Sendable { package let name, value: String }
    struct Download: Sendable { let name, link, saveAs, about: String }

    /// The service's page of a stored clip.
    package init(served sidecar: Sidecar, in store: ClipStore) {
        self.init(sidecar, .served(.clips), .served(sidecar.id, store.folder(of: sidecar.id)))
    }

    /// The page that is stored with a clip whose other files lie in `folder` already. `previews` are smaller versions of
    /// its pictures, by the names of the files that they stand for.
    package init(of sidecar: Sidecar, in folder: URL, previews: [String: Data] = [:]) {
        self.init(sidecar, .alone, .beside(folder, previews: previews))
    }

    private init(_ sidecar: Sidecar, _ frame: PageFrame, _ links: PageLinks) {
        self.frame = frame
        title = PageWords.title(
            name: sidecar.source.originalName ?? sidecar.source.file, jobId: sidecar.generation?.jobId,
            prompt: sidecar.generation?.prompt)
        summary = sidecar.summary
        made = "dailies \(sidecar.tool.version), FFmpeg \(sidecar.tool.ffmpeg). Clip \(sidecar.id.text)."
        verdict = PageBadge(sidecar.verdict)
        let shown = sidecar.playable
        player = shown.map { Player(sidecar, $0, links) }
        timeline = Lanes(sidecar, shown, links)
        prompt = sidecar.generation?.prompt
        wantedShots = sidecar.wantedShots
        shots = sidecar.shots.map { Shot($0, of: sidecar, shown, links) }
        shotsTitle = PageWords.count(shots.count, "shot")
        let checks = { (statuses: [Sidecar.Check.Status]) in
            statuses.flatMap { status in sidecar.checks.filter { $0.status == status } }
                .map { Check($0, shown, links) }
        }
        let bad = checks([.fail, .warn])
        problems = Problems(
            title: bad.count == 1 ? "1 check to look at" : "\(bad.count) checks to look at", checks: bad,
            isAny: !bad.isEmpty)
        quietChecks = [
            (checks([.pass]), "passed", true), (checks([.notEvaluated]), "could not be made", false),
        ].filter { !$0.0.isEmpty }
            .map { CheckGroup(title: "\($0.count) \($1)", checks: $0, isOpen: $2 && bad.isEmpty) }
        facts = ClipFacts.all(of: sidecar)
        downloads = Download.all(of: sidecar, links)
        hasShots = !shots.isEmpty
        hasNoChecks = sidecar.checks.isEmpty
    }

    /// The whole page.
    package var html: String { PageTemplates.render(self, "clip") }
}

extension ClipPage.Player {
    fileprivate init(_ sidecar: Sidecar, _ file: String, _ links: PageLinks) {
        let video = sidecar.media.video
        let output = sidecar.files.first { $0.file == file }
        let turned = [90, 270].contains(video.rotation)
        source = links.link(file)
        poster = sidecar.files.first { $0.kind == .poster }.map { links.picture($0.file) }
        width = output?.width ?? (turned ? video.height : video.width)
        height = output?.height ?? (turned ? video.width : video.height)
        isUpright = height > width
    }
}

extension Sidecar {
    /// The file that browsers play: a proxy, else the source; `nil` where they play neither.
    var playable: String? {
        let (endings, codecs) = (["mp4", "m4v", "webm"], ["h264", "vp8", "vp9", "av1"])
        func plays(_ file: String, _ codec: String?) -> Bool {
            endings.contains((file as NSString).pathExtension) && codec.map(codecs.contains) ?? false
        }
        let proxies = files.filter { $0.kind == .proxy }
        return proxies.first { plays($0.file, $0.codec) }?.file
            ?? (endings.contains((source.file as NSString).pathExtension) ? source.file : nil)
    }

    /// Size, rate, length, codecs and shots on one line.
    fileprivate var summary: String {
        let video = media.video
        var words = [PageWords.size(video.width, video.height)]
        if let rate = video.frameRate { words.append(PageWords.rate(rate)) }
        if let duration = media.duration { words.append("\(PageWords.number(duration.seconds, 3)) s") }
        words.append([video.codec, media.audio?.codec ?? "no sound"].joined(separator: " + "))
        words.append(ByteText.of(source.bytes))
        if let model = generation?.model { words.append(model) }
        if let credits = generation?.credits.charged ?? generation?.credits.expected {
            words.append(PageWords.count(credits, "credit"))
        }
        return words.joined(separator: " · ")
    }

    /// The script, where it has another number of shots than was found.
    fileprivate var wantedShots: String? {
        guard let wanted = generation?.shots, !wanted.isEmpty, wanted.count != shots.count else { return nil }
        let script = wanted.map { "\($0.start.clockText) \($0.prompt)" }.joined(separator: "; ")
        return "\(PageWords.count(wanted.count, "shot was", "shots were")) ordered: \(script)"
    }
}
