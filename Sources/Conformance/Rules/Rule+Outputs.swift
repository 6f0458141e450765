extension Rule {
    /// More than a person reads.
    private static let mostNamed = 5

    static let outputs = Rule("outputs.complete", "everything that was to be made of the clip was made, and whole") {
        facts, _ in
        guard let outputs = facts.outputs else { return nil }
        let expected = Wording.count(outputs.wanted, "output")
        let wrong = outputs.failures.map { "\($0)" } + outputs.losses
        if wrong.isEmpty { return .pass(expected, expected, "Everything that was to be made was made.") }
        let more = wrong.count > mostNamed ? "; and \(wrong.count - mostNamed) more" : ""
        let actual = [(outputs.failures.count, "not made"), (outputs.losses.count, "not whole")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return .warn(
            expected, actual,
            "The source is stored as it came, but not all could be made of it: "
                + wrong.prefix(mostNamed).joined(separator: "; ") + more + ".")
    }
}
