/// Why a request body cannot be used.
package enum RequestError: Error, Equatable {
    /// The file cannot be read; the reason follows.
    case unreadable(file: String, reason: String)
    /// The text is not JSON, or not within bounds; the reason follows.
    case malformed(String)
    /// A field has a value that cannot be meant; `path` leads to it, and is empty for the whole body.
    case field(path: String, reason: String)
    /// One of the others, in a file.
    indirect case inFile(String, RequestError)
}

extension RequestError: CustomStringConvertible {
    /// One line that names file, field and reason.
    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .malformed(let reason): reason
        case .field("", let reason): "the request: \(reason)"
        case .field(let path, let reason): "\(path): \(reason)"
        case .inFile(let file, let error): "\(file): \(error)"
        }
    }
}
