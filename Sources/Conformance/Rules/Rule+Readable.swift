extension Rule {
    /// Of a whole clip, the share of damaged frames that still only warns: a spot in one frame of a hundred
    /// may be worth keeping, more is a broken delivery.
    private static let toleratedDamage = 0.01

    /// Codecs that hold nothing by which many changed values could be told; of uncompressed sound, all.
    private static let withoutChecks: Set = ["prores", "dnxhd", "opus", "vorbis", "mp2"]

    private static func codecsWithoutChecks(_ facts: Facts) -> [String] {
        var codecs = [facts.video?.codec].compactMap(\.self)
        if case .track(let track) = facts.sound, let codec = track.codec { codecs.append(codec) }
        return codecs.filter { withoutChecks.contains($0) || $0.hasPrefix("pcm_") }
    }

    static let readable = Rule("media.readable", "the file can be read and decoded to its end") { facts, _ in
        let expected = "no damage"
        guard let reading = facts.reading else {
            return .notEvaluated(expected, "The clip was not read to its end, so damage would not have been seen.")
        }
        if reading.truncated {
            return .fail(
                expected, "truncated",
                "The file ends before its contents do; fetch it again, and if it is the same, ask for a new one.",
                at: reading.damagedFrames + reading.damagedSound)
        }
        guard reading.damage > 0 else {
            let open = codecsWithoutChecks(facts)
            let rest =
                open.isEmpty
                ? ""
                : " In \(open.joined(separator: " and ")) many changed values are as legal as the right ones, and not seen."
            return .pass(expected, "no damage", "Every packet was read and decoded." + rest)
        }
        let places = reading.damagedFrames + reading.damagedSound
        let actual = [
            (reading.frames, "damaged frame"), (reading.damagedPackets, "damaged packet"),
            (reading.decodeErrors, "decode error"),
        ].filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1) }.joined(separator: ", ")
        if let frames = facts.video?.frames, Double(reading.damage) <= Double(frames) * toleratedDamage {
            let what =
                reading.frames == 0 && !reading.damagedSound.isEmpty
                ? "A moment of the sound is damaged: listen to it" : "A few frames are damaged: look at them"
            return .warn(
                expected, actual, "\(what), and fetch the file again in case the transfer did it.", at: places)
        }
        return .fail(
            expected, actual,
            "Too much of the clip is damaged; fetch it again, and if it is the same, ask for a new one.",
            at: places)
    }
}
