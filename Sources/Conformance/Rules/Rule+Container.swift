internal import Timing

extension Rule {
    /// Not a fault unless somebody asked for it: the file plays from disk either way.
    static let fastStart = Rule("container.faststart", "the index comes before the media, for playing while loading") {
        facts, order in
        let wanted = order.fastStart
        guard wanted?.value != false, facts.containers?.contains("mp4") ?? true else { return nil }
        let expected = "index first"
        guard let isFirst = facts.structure.isFastStart else {
            return wanted == nil ? nil : .notEvaluated(expected, "Where the file's index lies is not known.")
        }
        if isFirst {
            return .pass(expected, "index first", "The index comes first: players begin while the file loads.")
        }
        let actual = "index last"
        guard let wanted else {
            return .pass(nil, actual, "The index comes last: players on the web have to load all of the file first.")
        }
        return .warn(
            expected, actual,
            "The index comes last, though \(wanted.origin.phrase) wants it first; proxies have it first.")
    }

    static let editList = Rule("container.editList", "no picture is hidden by an edit list") { facts, _ in
        guard let hidden = facts.structure.hiddenFrames else {
            return facts.video == nil ? nil : .notEvaluated("no hidden frames", "The file's packets were not counted.")
        }
        if hidden == 0 { return .pass("no hidden frames", "none", "Every picture in the file is shown.") }
        return .warn(
            "no hidden frames", Wording.count(hidden, "hidden frame"),
            "An edit list hides pictures; programs that ignore edit lists show them, and sound and picture drift apart there."
        )
    }

    /// What a container's clock may round away, and the padding that encoders leave.
    private static let declaredWithin = 0.1

    static let declared = Rule("container.declared", "the file holds what its header declares") { facts, _ in
        let structure = facts.structure
        guard facts.video != nil else { return nil }
        guard let counted = structure.countedFrames, let length = structure.countedDuration else {
            return .notEvaluated("header and contents agree", "The file's packets were not counted.")
        }
        if let declared = structure.declaredFrames, declared != counted {
            return .warn(
                Wording.count(declared, "frame"), Wording.count(counted, "frame"),
                "The header declares another number of frames than the file holds; fetch it again.")
        }
        if let declared = structure.declaredDuration, abs(declared.seconds - length.seconds) > declaredWithin {
            return .warn(
                Wording.seconds(declared), Wording.seconds(length),
                "The header declares another length than the file has; players show a wrong time or stop early.")
        }
        return .pass(
            "header and contents agree", Wording.count(counted, "frame"), "The file holds what its header declares.")
    }
}
