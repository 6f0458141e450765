extension Rule {
    static let dynamicRange = Rule("video.dynamicRange", "the picture has a dynamic range that was ordered") {
        facts, order in
        guard let wanted = order.dynamicRanges else { return nil }
        let expected = Wording.anyOf(wanted.value.map(\.words))
        guard let video = facts.video else { return .notEvaluated(expected, Reason.noPicture) }
        guard video.transfer != nil else { return .notEvaluated(expected, "The stream does not name its curve.") }
        let found = video.dynamicRange
        if wanted.value.contains(found) {
            return .pass(expected, found.words, "The dynamic range is as ordered.")
        }
        return .fail(
            expected, found.words,
            "The picture is \(found.words), where \(wanted.origin.phrase) ordered \(expected).")
    }

    static let hdrMetadata = Rule("video.hdrMetadata", "a picture of high dynamic range says what its light is") {
        facts, _ in
        guard let video = facts.video else { return nil }
        let light = video.light ?? LightFacts()
        let range = video.dynamicRange
        if range == .sdr {
            guard light.hasMasteringDisplay || light.maxCLL != nil, light.dolbyVisionProfile == nil else { return nil }
            return .warn(
                "none", phrase(light),
                "The stream describes light of high dynamic range, and its curve is that of standard range; check which is right."
            )
        }
        let expected = range == .pq ? "BT.2020, a mastering display, MaxCLL" : "BT.2020"
        let actual = "\(range.words), \(video.primaries ?? "no primaries"), \(phrase(light))"
        if light.dolbyVisionProfile != nil, light.dolbyVisionCompatibility == 0 {
            return .warn(
                expected, actual,
                "Dolby Vision without a picture for other players: its colours come out right in Dolby Vision alone, and not in what is made here."
            )
        }
        if video.primaries != "bt2020" {
            return .warn(expected, actual, "High dynamic range goes with the primaries of BT.2020; check the tags.")
        }
        if let cll = light.maxCLL, let fall = light.maxFALL, cll > 0, fall > cll {
            return .warn(expected, actual, "The mean of a frame is said to be brighter than its brightest pixel.")
        }
        guard range == .pq else { return .pass(expected, actual, "HLG needs nothing more to be shown right.") }
        let missing = [
            (!light.hasMasteringDisplay, "its mastering display"), (light.maxCLL == nil, "its light (MaxCLL)"),
        ]
        .filter(\.0).map(\.1)
        if missing.isEmpty { return .pass(expected, actual, "The stream says what its light is.") }
        return .warn(
            expected, actual,
            "The stream does not say \(missing.joined(separator: ", nor ")); displays have to guess how bright it gets."
        )
    }

    private static func phrase(_ light: LightFacts) -> String {
        var words: [String] = []
        if light.hasMasteringDisplay { words.append("mastering display") }
        if let cll = light.maxCLL { words.append("MaxCLL \(cll)") }
        if let fall = light.maxFALL { words.append("MaxFALL \(fall)") }
        if let profile = light.dolbyVisionProfile { words.append("Dolby Vision \(profile)") }
        return words.isEmpty ? "nothing of its light" : words.joined(separator: ", ")
    }
}
