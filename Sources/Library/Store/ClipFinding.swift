/// Something about a stored clip that is not as its sidecar says. File names are relative to the clip's
/// folder; sizes are in bytes.
package enum ClipFinding: Sendable, Equatable {
    /// The sidecar cannot be read, so nothing else could be verified.
    case unreadableSidecar(reason: String)
    /// The sidecar is another clip's.
    case foreignSidecar(id: ClipID)
    /// The sidecar is readable and not as its schema says.
    case againstSchema(String)
    /// A listed file is not there.
    case missing(file: String)
    /// A listed file cannot be read.
    case unreadable(file: String, reason: String)
    /// A file is longer or shorter than it was written.
    case wrongSize(file: String, expected: Int, actual: Int)
    /// A file has its size and other content.
    case wrongContent(file: String)
    /// A file that the sidecar does not list.
    case stray(file: String)
    /// A file that could not be made when the clip was, as the sidecar says.
    case notMade(file: String, reason: String)
}

extension ClipFinding {
    /// Whether anything is not as it was written. A file that could not be made is none of that; a newer program may make it.
    package var isDamage: Bool { if case .notMade = self { false } else { true } }
}

extension ClipFinding: CustomStringConvertible {
    /// What is wrong, on one line.
    package var description: String {
        switch self {
        case .unreadableSidecar(let reason): "unreadable sidecar: \(reason)"
        case .foreignSidecar(let id): "the sidecar is of clip \(id)"
        case .againstSchema(let complaint): "the sidecar is not as its schema says: \(complaint)"
        case .missing(let file): "\(file) is missing"
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        case .wrongSize(let file, let expected, let actual): "\(file) has \(actual) bytes, not \(expected)"
        case .wrongContent(let file): "\(file) has other content than was written"
        case .stray(let file): "\(file) is not listed in the sidecar"
        case .notMade(let file, let reason): "\(file) could not be made: \(reason)"
        }
    }
}

extension ClipFinding {
    /// The file that is not as it was written, or not there.
    package var file: String? {
        switch self {
        case .missing(let file), .unreadable(let file, _), .wrongSize(let file, _, _), .wrongContent(let file): file
        case .unreadableSidecar, .foreignSidecar, .againstSchema, .stray, .notMade: nil
        }
    }
}
