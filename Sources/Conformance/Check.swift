/// One comparison of what was ordered with what was delivered.
public struct Check: Sendable, Equatable, Codable {
    /// How a check came out, from best to worst.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// As ordered.
        case pass
        /// The check could not be made; the message says why. Never a pass.
        case notEvaluated
        /// Delivered, but a person should look.
        case warn
        /// Not what was ordered.
        case fail
    }

    /// A stable name for scripts, such as "video.resolution".
    public let id: String
    /// How it came out.
    public let status: Status
    /// What was ordered, in words a person reads; `nil` where nothing was.
    public let expected: String?
    /// What was delivered; `nil` where it could not be measured.
    public let actual: String?
    /// One sentence for a person.
    public let message: String
    /// Where it is to be seen or heard; empty where it is about the whole clip.
    public let evidence: [Evidence]

    /// A finished check.
    public init(
        id: String, status: Status, expected: String?, actual: String?, message: String, evidence: [Evidence] = []
    ) {
        self.id = id
        self.status = status
        self.expected = expected
        self.actual = actual
        self.message = message
        self.evidence = evidence
    }
}
