/// What came out of all checks together.
public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// As ordered, as far as it could be checked.
    case pass
    /// A person should look.
    case warn
    /// Not what was ordered.
    case fail

    /// The worst of `checks`. A check that could not be made neither passes nor condemns a clip; where
    /// not one check passed, nothing speaks for the clip and the verdict is `warn`.
    public init(_ checks: [Check]) {
        let found = Set(checks.map(\.status))
        if found.contains(.fail) {
            self = .fail
        } else if found.contains(.warn) || !found.contains(.pass) {
            self = .warn
        } else {
            self = .pass
        }
    }
}
