internal import Foundation
internal import Pipeline

/// An input of a command: what it is, and what it is called where it is shown.
struct ClipInput: Sendable {
    /// As the user wrote it; a URL without its secrets.
    let name: String
    /// What it is; a failure where the library's records cannot be read to tell.
    let source: Swift.Result<ClipSource, any Error>

    /// What a user named for `library`.
    init(_ text: String, in library: URL) {
        source = Swift.Result { try ClipSource(named: text, in: library) }
        name = RemoteClip.isURL(text) ? RemoteClip.redacted(text) : text
    }

    /// What a worker was told to do.
    init(_ source: ClipSource) {
        self.source = .success(source)
        name = source.name
    }
}

extension [String] {
    /// The inputs, with the lines of standard input in place of "-".
    func expandingStandardInput() -> [String] {
        flatMap { input in
            guard input == "-" else { return [input] }
            return Array(AnyIterator { readLine() }).filter { !$0.allSatisfy(\.isWhitespace) }
        }
    }
}
