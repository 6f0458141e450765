/// One thing that a clip is checked for.
package struct Rule: Sendable {
    /// The id of its checks, stable for scripts.
    package let id: String
    /// One line for the list of checks.
    package let summary: String
    /// Compares; `nil` where nothing was ordered that this rule is about.
    let find: @Sendable (Facts, Order) -> Finding?

    init(_ id: String, _ summary: String, find: @escaping @Sendable (Facts, Order) -> Finding?) {
        self.id = id
        self.summary = summary
        self.find = find
    }

    /// The check of one clip, with the severity that the order sets for it; `nil` where there is nothing
    /// to check.
    package func check(_ facts: Facts, against order: Order) -> Check? {
        let severity = order.severities[id]?.value
        guard severity != .ignore, let finding = find(facts, order) else { return nil }
        return Check(
            id: id, status: finding.status.as(severity), expected: finding.expected, actual: finding.actual,
            message: finding.message, evidence: finding.evidence)
    }
}

extension Check.Status {
    /// A deviation as the order wants it counted; a pass and an unmade check stay what they are.
    fileprivate func `as`(_ severity: Severity?) -> Check.Status {
        switch (self, severity) {
        case (.warn, .fail), (.fail, .fail): .fail
        case (.warn, .warn), (.fail, .warn): .warn
        default: self
        }
    }
}
