internal import Foundation

/// Ways from a folder to others on the same disk, as links of a page that lies there: they hold as long as both move
/// together.
struct RelativePath {
    private let start: [String]

    init(from folder: URL) { start = Self.parts(folder) }

    /// The link to a file in a folder.
    func link(to folder: URL, _ file: String) -> String {
        let goal = Self.parts(folder)
        let common = zip(start, goal).prefix { $0 == $1 }.count
        let words = Array(repeating: "..", count: start.count - common) + goal[common...] + [file]
        return PageLinks.escaped(words.joined(separator: "/"))
    }

    /// Links are followed: ".." leads out of where a folder really is.
    private static func parts(_ folder: URL) -> [String] {
        folder.standardizedFileURL.resolvingSymlinksInPath().pathComponents
    }
}
