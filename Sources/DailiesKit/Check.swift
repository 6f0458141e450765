internal import Library

/// One comparison of what was ordered with what came.
public struct Check: Sendable, Hashable, Identifiable {
    /// How a check came out.
    public enum Status: String, Sendable, Hashable {
        /// As ordered.
        case pass
        /// As good as ordered, but a person should look.
        case warn
        /// Not what was ordered.
        case fail
        /// It could not be made; the message says why. It never passes by default.
        case notEvaluated
    }

    /// A stable name for programs, "video.resolution".
    public let id: String
    /// How it came out.
    public let status: Status
    /// What was ordered, in words; `nil` where nothing was.
    public let expected: String?
    /// What came, in words; `nil` where it could not be measured.
    public let actual: String?
    /// One sentence for people.
    public let message: String

    init(_ check: Sidecar.Check) {
        id = check.id
        status = Status(rawValue: check.status.rawValue)!
        expected = check.expected
        actual = check.actual
        message = check.message
    }
}

/// The worst of a clip's checks.
public enum Verdict: String, Sendable, Hashable {
    /// Everything is as ordered.
    case pass
    /// A person should look.
    case warn
    /// Something is not what was ordered. All files were made all the same.
    case fail
}
