internal import Timing

extension Rule {
    /// Only warns: a cut between shots that look alike can be missed, and a flash taken for one.
    static let shotCount = Rule("shots.count", "there are as many shots as were scripted") { facts, order in
        guard let wanted = order.shots else { return nil }
        let expected = Wording.count(wanted.value, "shot")
        guard let shots = facts.shotStarts?.count else {
            return .notEvaluated(expected, "The shots were not looked for.")
        }
        let actual = Wording.count(shots, "shot")
        if shots == wanted.value { return .pass(expected, actual, "There are as many shots as were scripted.") }
        let relation = shots < wanted.value ? "Fewer" : "More"
        return .warn(
            expected, actual,
            "\(relation) shots were found than \(wanted.origin.phrase) ordered; see which were left out or added.")
    }

    /// A cut this far from its scripted time is still the one that was scripted: models keep a script loosely.
    private static let nearScript = MediaTime(value: 1, timescale: 2)

    /// Only warns, for the same reasons.
    static let shotTimes = Rule("shots.times", "cuts are within half a second of their scripted times") {
        facts, order in
        guard let wanted = order.shotStarts, wanted.value.count > 1 else { return nil }
        let scripted = Array(wanted.value.dropFirst())
        let expected = "cuts at " + Wording.times(scripted)
        guard let found = facts.shotStarts?.dropFirst() else {
            return .notEvaluated(expected, "The shots were not looked for.")
        }
        let actual = found.isEmpty ? "no cuts" : "cuts at " + Wording.times(Array(found))
        guard found.count == scripted.count else {
            return .notEvaluated(
                expected,
                "Of \(Wording.count(scripted.count, "scripted cut")) \(found.count) were found; which is which is not known."
            )
        }
        let pairs = zip(scripted, found).enumerated()
        let distances = pairs.map { "cut \($0 + 1) \(Wording.lateness(of: $1.1, after: $1.0))" }
        let isNear = pairs.allSatisfy { _, pair in
            max(pair.0, pair.1).subtracting(min(pair.0, pair.1)).map { $0 <= nearScript } ?? false
        }
        let list = distances.joined(separator: ", ")
        return isNear
            ? .pass(expected, actual, "The cuts are near their scripted times: \(list).")
            : .warn(
                expected, actual, "A cut is more than half a second from where \(wanted.origin.phrase) put it: \(list)."
            )
    }
}
