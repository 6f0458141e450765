internal import Foundation

/// What can go wrong with the library, one case for each thing a caller handles differently.
package enum LibraryError: Error, Equatable, Sendable {
    /// A file or folder could not be written, removed or renamed: disk full, no permission, read-only.
    case cannotWrite(path: String, reason: String)
    /// A file or folder is there, or should be, and could not be read.
    case cannotRead(path: String, reason: String)
    /// A `clip.json` that is not a sidecar.
    case damagedSidecar(path: String, reason: String)
    /// No clip has this id, or begins with it.
    case notFound(id: String)
    /// Text from outside that cannot be a clip id.
    case invalidID(String)
    /// The beginning of several clips' ids.
    case ambiguousID(String, candidates: [ClipID])
    /// Something asked of a list of clips that cannot be understood; `wanted` says what can.
    case invalidFilter(key: String, wanted: String, text: String)
    /// The clip cannot come back, because one of its id is there.
    case alreadyThere(ClipID)
    /// The clip of this id has another source: an id holds 64 bits of the source's hash, and these two agree in them.
    case otherSource(ClipID, stored: SHA256Hex, given: SHA256Hex)
}

extension LibraryError {
    /// A failed write, with the reason of an `errno`.
    static func cannotWrite(_ url: URL, errno code: Int32) -> LibraryError {
        .cannotWrite(path: url.path, reason: String(cString: strerror(code)))
    }

    /// A failed read, with the reason of an `errno`.
    static func cannotRead(_ url: URL, errno code: Int32) -> LibraryError {
        .cannotRead(path: url.path, reason: String(cString: strerror(code)))
    }
}

extension LibraryError {
    /// What is wrong, without where on this machine: what a client of the service may know.
    package var reason: String {
        switch self {
        case .cannotWrite(_, let reason), .cannotRead(_, let reason), .damagedSidecar(_, let reason): reason.onOneLine
        case .notFound, .invalidID, .ambiguousID, .invalidFilter, .alreadyThere, .otherSource: description
        }
    }
}

extension LibraryError: CustomStringConvertible {
    /// What failed, on what, and why, on one line.
    package var description: String {
        let text =
            switch self {
            case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
            case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
            case .damagedSidecar(let path, let reason): "damaged sidecar \(path): \(reason)"
            case .notFound(let id): "no clip '\(id)' in the library"
            case .invalidID(let text): "'\(text.prefix(80))' is not a clip id"
            case .ambiguousID(let text, let candidates):
                "'\(text)' begins \(candidates.count) clip ids: "
                    + candidates.prefix(4).map(\.text).joined(separator: ", ")
                    + (candidates.count > 4 ? ", …" : "")
            case .invalidFilter(let key, let wanted, let text): "\(key) is \(wanted), not '\(text.prefix(80))'"
            case .alreadyThere(let id): "clip \(id) is in the library already"
            case .otherSource(let id, let stored, let given):
                "it would have the id of clip \(id), which is another file: its SHA-256 is \(given), and the clip's is "
                    + "\(stored); keep it in another library"
            }
        // A file name may hold a line break; a message may not.
        return String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 })
    }
}
