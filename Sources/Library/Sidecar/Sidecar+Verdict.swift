extension Sidecar {
    /// The judgement on the whole clip: the worst of its checks.
    package enum Verdict: String, Codable, Sendable, CaseIterable {
        /// As ordered.
        case pass
        /// A person should look.
        case warn
        /// Not what was ordered.
        case fail
    }
}
