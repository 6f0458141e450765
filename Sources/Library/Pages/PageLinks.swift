internal import Foundation

/// How a clip's page reaches the clip's files.
struct PageLinks: Sendable {
    private let base: String
    private let isServed: Bool
    private let folder: URL
    /// Smaller versions of pictures, by the names of the files that they stand for.
    private let previews: [String: Data]

    /// The most that one picture adds to a page that holds its pictures, and the most of a text that is read for one.
    private static let (largestPicture, largestText) = (1 << 20, 4 << 20)

    /// Links of the service's page of a clip.
    static func served(_ id: ClipID, _ folder: URL) -> PageLinks {
        PageLinks(base: "/clips/\(id.text)/files/", isServed: true, folder: folder, previews: [:])
    }

    /// Links of a page that lies in the clip's folder.
    static func beside(_ folder: URL, previews: [String: Data]) -> PageLinks {
        PageLinks(base: "", isServed: false, folder: folder, previews: previews)
    }

    /// The way to a file.
    func link(_ file: String) -> String {
        base + Self.escaped(file)
    }

    /// A path as links have it.
    static func escaped(_ path: String) -> String { path.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }

    /// The way to a part of a clip, as a media fragment: players go there without any script.
    func link(_ file: String, from start: Double, to end: Double) -> String {
        "\(link(file))#t=\(PageWords.number(start, 3)),\(PageWords.number(end, 3))"
    }

    /// The way to a file that is to be stored and not shown.
    func download(_ file: String) -> String { link(file) + (isServed ? "?download=1" : "") }

    /// A picture's place, or the picture itself where the page holds it.
    func picture(_ file: String, isHeld: Bool = true) -> String {
        guard !isServed, isHeld else { return link(file) }
        guard let data = previews[file] ?? (try? StoredFile(file, below: folder))?.whole(upTo: Self.largestPicture)
        else { return link(file) }
        return "data:image/jpeg;base64,\(data.base64EncodedString())"
    }

    /// What stands in a text file of the clip; `nil` where it cannot be read.
    func text(of file: String) -> String? {
        (try? StoredFile(file, below: folder))?.whole(upTo: Self.largestText).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// What a path may hold as it is; a colon would make the first word a scheme.
    private static let allowed = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
}
