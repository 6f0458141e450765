/// Every check that was made of a clip, and what they come to. As JSON, what `dailies check` prints.
public struct Judgement: Sendable, Equatable, Codable {
    /// The worst of ``checks``.
    public let verdict: Verdict
    /// In the order of the rules.
    public let checks: [Check]

    /// The judgement that `checks` come to.
    public init(_ checks: [Check]) {
        self.checks = checks
        verdict = Verdict(checks)
    }

    /// Holds what a clip is against what was ordered, by every rule that has something to say.
    package init(of facts: Facts, against order: Order) {
        self.init(Rule.all.compactMap { $0.check(facts, against: order) })
    }
}
