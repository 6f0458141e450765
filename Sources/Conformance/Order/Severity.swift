/// What a deviation counts as where the order says so itself, instead of the rule's own judgement.
package enum Severity: String, Sendable, CaseIterable {
    /// Every deviation fails, also one that the rule only warns about.
    case fail
    /// Every deviation warns, also one that the rule fails.
    case warn
    /// The check is not made.
    case ignore
}
