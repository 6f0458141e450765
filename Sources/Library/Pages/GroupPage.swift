internal import Foundation
internal import Timing

/// The versions of one piece of work beside each other, shot by shot.
package struct GroupPage: Sendable {
    /// How many versions a page shows.
    package static let most = 24

    let frame = PageFrame.served(.clips)
    let title, count, list: String
    let versions: [Version]
    let rows: [Row]

    struct Version: Sendable { let link, name, about: String; let verdict: PageBadge }
    struct Row: Sendable { let name: String; let prompt: String?; let cells: [Cell] }
    struct Cell: Sendable { let picture, link, times: String?; let version: String }

    /// - Parameter sidecars: the versions in the order in which they stand, at least one.
    package init(_ group: String, _ sidecars: [Sidecar]) {
        title = group
        count = PageWords.count(sidecars.count, "version")
        list = Self.listPath(of: group)
        versions = sidecars.map(Version.init)
        rows = GroupShots(sidecars).rows.map { row in
            Row(
                name: "Shot \(row.number)", prompt: row.prompt,
                cells: zip(sidecars, row.shots).map { Cell($0, $1) })
        }
    }

    package var html: String { PageTemplates.render(self, "group") }

    /// Where the page of a group is.
    static func path(of group: String) -> String { address("/groups", ["name": group]) }

    private static func listPath(of group: String) -> String { address("/", ["group": group, "sort": "group"]) }

    private static func address(_ path: String, _ query: [String: String]) -> String {
        var parts = URLComponents()
        parts.path = path
        parts.queryItems = query.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
        // A plus is a space where forms are read.
        return (parts.string ?? path).replacingOccurrences(of: "+", with: "%2B")
    }
}

extension GroupPage.Version {
    fileprivate init(_ sidecar: Sidecar) {
        link = "/clips/\(sidecar.id.text)"
        name = sidecar.versionName
        let video = sidecar.media.video
        let length = sidecar.media.duration.map { ["\(PageWords.number($0.seconds, 1)) s"] } ?? []
        about = ([PageWords.size(video.width, video.height)] + length).joined(separator: ", ")
        verdict = PageBadge(sidecar.verdict)
    }
}

extension GroupPage.Cell {
    fileprivate init(_ sidecar: Sidecar, _ shot: Sidecar.Shot?) {
        version = sidecar.versionName
        guard let shot else {
            (picture, link, times) = (nil, nil, nil)
            return
        }
        let links = PageLinks.served(sidecar.id, URL(fileURLWithPath: "/"))
        picture = sidecar.still(of: shot).map { links.picture($0) }
        link = "/clips/\(sidecar.id.text)#shot-\(shot.index)"
        times = "\(shot.start.clockText) – \(shot.end.clockText)"
    }
}
