extension Rule {
    /// Only warns: a cut between shots that look alike can be missed, and a flash taken for one.
    static let shotCount = Rule("shots.count", "there are as many shots as were scripted") { facts, order in
        guard let wanted = order.shots else { return nil }
        let expected = Wording.count(wanted.value, "shot")
        guard let shots = facts.shots else { return .notEvaluated(expected, "The shots were not looked for.") }
        let actual = Wording.count(shots, "shot")
        if shots == wanted.value { return .pass(expected, actual, "There are as many shots as were scripted.") }
        let relation = shots < wanted.value ? "Fewer" : "More"
        return .warn(
            expected, actual,
            "\(relation) shots were found than \(wanted.origin.phrase) ordered; see which were left out or added.")
    }
}
