internal import Foundation

/// What tells one version of a file from another, byte for byte; fit for `If-Range`.
struct Validator: Sendable, Equatable, Codable {
    /// The value as the server gave it: a strong entity tag, or a date of change.
    let text: String

    /// The strongest validator of an answer; `nil` where it has only weak ones, with which nothing may be resumed.
    init?(_ head: AnswerHead) {
        if let tag = head["etag"] {
            // A weak tag (W/"…") may stay the same while bytes change.
            guard tag.hasPrefix("\""), tag.hasSuffix("\""), tag.utf8.count > 2 else { return nil }
            text = tag
        } else if let changed = head["last-modified"], let served = head["date"],
            let change = HTTPDate.parse(changed), let now = HTTPDate.parse(served),
            now.timeIntervalSince(change) >= 60
        {
            // A file that changed within the last minute may have changed twice in one second.
            text = changed
        } else {
            return nil
        }
    }

    /// Whether this is an entity tag.
    var isTag: Bool { text.hasPrefix("\"") }

    /// Whether an answer is of another version; one that does not say is taken for the same.
    func isContradicted(by head: AnswerHead) -> Bool {
        guard let said = isTag ? head["etag"] : head["last-modified"] else { return false }
        return said != text
    }
}
