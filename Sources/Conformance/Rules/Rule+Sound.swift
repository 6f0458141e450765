internal import Timing

extension Rule {
    static let audioPresent = Rule("audio.present", "there is sound where sound was ordered") { facts, order in
        guard let wanted = order.sound else { return nil }
        let expected = wanted.value ? "sound" : "no sound"
        switch (facts.sound, wanted.value) {
        case (.unknown, _):
            return .notEvaluated(expected, Reason.soundUnknown)
        case (.absent, true):
            return .fail(
                expected, "none", "The clip has no sound, though \(wanted.origin.phrase) ordered it: it was paid for.")
        case (.absent, false):
            return .pass(expected, "none", "The clip is without sound, as ordered.")
        case (.track(let track), true):
            return .pass(expected, phrase(track), "The clip has a sound track, as ordered.")
        case (.track(let track), false):
            // Some deliveries carry an empty track instead of none.
            if track.silent == true {
                return .pass(expected, "a silent track", "The sound track is silent, which comes to no sound.")
            }
            return .warn(
                expected, phrase(track),
                "The clip has sound, though \(wanted.origin.phrase) ordered none: see whether it was charged.")
        }
    }

    static let audioSilent = Rule("audio.silent", "something can be heard where sound was ordered") { facts, order in
        guard let wanted = order.sound, wanted.value, case .track(let track) = facts.sound else { return nil }
        guard let silent = track.silent else {
            return .notEvaluated("something to hear", "Nobody listened to the sound track.")
        }
        guard silent else { return .pass("something to hear", "sound", "Something can be heard.") }
        return .fail(
            "something to hear", "silence",
            "The sound track is silent from end to end, though \(wanted.origin.phrase) ordered sound: it was paid for.")
    }

    /// Two AAC frames of 1024 samples at 44.1 kHz and a picture frame at 24 a second come to 88 ms.
    private static let togetherWithin = 0.1
    /// From here on the end of the clip is heard to be missing.
    private static let missingFrom = 0.5

    static let audioDuration = Rule("audio.duration", "sound and picture end together") { facts, order in
        guard case .track(let track) = facts.sound, let video = facts.video else { return nil }
        guard let picture = video.duration ?? facts.duration, let sound = track.duration else {
            return .notEvaluated(nil, "The length of the sound or of the picture is not known.")
        }
        let (expected, actual) = (Wording.seconds(picture), Wording.seconds(sound))
        let off = sound.seconds - picture.seconds
        let missing = track.heard?.missing?.seconds ?? 0
        if missing > togetherWithin {
            let by = "\(Wording.decimal(missing, places: 3)) s"
            let found = "\(actual), \(by) of it missing"
            if missing > missingFrom, let wanted = order.sound, wanted.value {
                return .fail(
                    expected, found, "Of the sound that \(wanted.origin.phrase) ordered, \(by) are missing in between.")
            }
            return .warn(expected, found, "The sound has holes of \(by) altogether; listen there.")
        }
        // Half a millisecond for clocks that count in thousandths.
        if abs(off) <= togetherWithin + 0.0005 {
            return .pass(expected, actual, "Sound and picture end together.")
        }
        let by = "\(Wording.decimal(abs(off), places: 3)) s"
        if off > 0 { return .warn(expected, actual, "The sound runs on \(by) after the picture; trim it.") }
        if -off > missingFrom, let wanted = order.sound, wanted.value {
            return .fail(
                expected, actual,
                "The sound that \(wanted.origin.phrase) ordered ends \(by) before the picture: part of it is missing.")
        }
        return .warn(expected, actual, "The sound ends \(by) before the picture; listen to the end.")
    }

    private static func phrase(_ track: AudioFacts) -> String {
        var parts = [track.codec ?? "sound"]
        if let rate = track.sampleRate { parts.append("\(rate) Hz") }
        if let channels = track.channels { parts.append(Wording.count(channels, "channel")) }
        return parts.joined(separator: ", ")
    }
}
