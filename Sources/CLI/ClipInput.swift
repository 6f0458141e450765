internal import Fetch
internal import Pipeline

/// What a user named as a clip.
enum ClipInput: Sendable {
    /// A file, or a clip of the library by its id.
    case here(String)
    /// Something to fetch.
    case remote(RemoteClip)

    /// Reads an input; throws for a URL that cannot be fetched.
    init(_ input: String) throws {
        self = RemoteClip.isURL(input) ? .remote(RemoteClip(url: try RemoteURL(input))) : .here(input)
    }

    /// An input as it may be shown, also when it could not be read.
    static func name(of input: String) -> String { RemoteClip.isURL(input) ? RemoteURL.redacted(input) : input }

    /// The input as it may be shown: a URL without its secrets.
    var name: String {
        switch self {
        case .here(let path): path
        case .remote(let clip): clip.url.publicText
        }
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
