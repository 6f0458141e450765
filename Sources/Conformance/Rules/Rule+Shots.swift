internal import Timing

extension Rule {
    /// Only warns: a cut between shots that look alike can be missed, and a flash taken for one.
    static let shotCount = Rule("shots.count", "there are as many shots as were scripted") { facts, order in
        guard let wanted = order.shots else { return nil }
        let expected = Wording.count(wanted.value, "shot")
        guard let shots = facts.shotStarts?.count else {
            return .notEvaluated(expected, "The shots were not looked for.")
        }
        if shots == wanted.value {
            return .pass(expected, expected, "There are as many shots as were scripted.")
        }
        let cards = facts.cardStarts ?? []
        let others = shots - cards.count
        let actual =
            Wording.count(others, "shot") + (cards.isEmpty ? "" : " and \(Wording.count(cards.count, "short card"))")
        if others == wanted.value {
            return .pass(expected, actual, "There are as many shots as were scripted, and between them \(told(cards)).")
        }
        let relation = others < wanted.value ? "Fewer" : "More"
        let aside = cards.isEmpty ? "" : " Between them \(cards.count == 1 ? "is" : "are") \(told(cards)), not counted."
        return .warn(
            expected, actual,
            "\(relation) shots were found than \(wanted.origin.phrase) ordered; see which were left out or added."
                + aside)
    }

    /// What a script of shots does not speak of: "a still, mostly plain picture of less than a second, such as a title card, at
    /// 2 s".
    private static func told(_ cards: [MediaTime]) -> String {
        let what =
            cards.count == 1
            ? "a still, mostly plain picture of less than a second, such as a title card,"
            : "\(cards.count) still, mostly plain pictures of less than a second each, such as title cards,"
        return "\(what) at \(Wording.times(cards))"
    }

    /// A cut this far from its scripted time is still the one that was scripted: models keep a script loosely.
    private static let nearScript = MediaTime(value: 1, timescale: 2)

    /// Only warns, for the same reasons.
    static let shotTimes = Rule("shots.times", "cuts are within half a second of their scripted times") {
        facts, order in
        guard let wanted = order.shotStarts, wanted.value.count > 1 else { return nil }
        let scripted = Array(wanted.value.dropFirst())
        let expected = "cuts at " + Wording.times(scripted)
        guard let starts = facts.shotStarts?.dropFirst() else {
            return .notEvaluated(expected, "The shots were not looked for.")
        }
        // Where a card was put between two scripted shots, the script says when the shot after it begins.
        let cards = starts.count == scripted.count ? [] : facts.cardStarts ?? []
        let found = starts.filter { !cards.contains($0) }
        let actual = found.isEmpty ? "no cuts" : "cuts at " + Wording.times(found)
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
        let aside = cards.isEmpty ? "" : ". Between the shots: \(told(cards))"
        let list = distances.joined(separator: ", ") + aside
        return isNear
            ? .pass(expected, actual, "The cuts are near their scripted times: \(list).")
            : .warn(
                expected, actual, "A cut is more than half a second from where \(wanted.origin.phrase) put it: \(list)."
            )
    }
}
