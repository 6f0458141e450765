internal import Timing

extension Rule {
    private static let notHeard = "Nobody listened to the sound track."

    /// What was heard of a track; the finding where there is a track and nobody listened; `nil` without one.
    private static func heard(_ facts: Facts, _ expected: String, _ judge: (HeardFacts) -> Finding?) -> Finding? {
        guard case .track(let track) = facts.sound else { return nil }
        guard let heard = track.heard else { return .notEvaluated(expected, notHeard) }
        return judge(heard)
    }

    /// Earlier or later by more than this, lips and words part (ITU-R BT.1359: 45 ms early is noticed).
    private static let togetherWithin = 0.06

    static let audioStart = Rule("audio.start", "sound and picture begin together") { facts, _ in
        guard case .track(let track) = facts.sound, facts.video != nil else { return nil }
        let expected = "together"
        guard let delay = track.delay else { return .notEvaluated(expected, "When the sound begins is not known.") }
        let amount = "\(Wording.decimal(abs(delay), places: 3)) s"
        if abs(delay) <= togetherWithin { return .pass(expected, amount, "Sound and picture begin together.") }
        return .warn(
            expected, "\(amount) \(delay > 0 ? "late" : "early")",
            "The sound begins \(amount) \(delay > 0 ? "after" : "before") the picture; listen whether they are in step."
        )
    }

    static let dropouts = Rule("audio.dropouts", "the sound has no holes") { facts, _ in
        heard(facts, "no gaps") { heard in
            if heard.dropouts.isEmpty { return .pass("no gaps", "none", "The sound has no holes.") }
            return .warn(
                "no gaps", Wording.count(heard.dropouts.count, "gap"),
                "The sound stops dead and comes back: listen there, and ask again.", at: heard.dropouts)
        }
    }

    static let clipping = Rule("audio.clipping", "the sound is not driven into full scale") { facts, _ in
        heard(facts, "no clipping") { heard in
            let peak = heard.truePeakDBTP.map { "\(Wording.decimal($0, places: 1)) dBTP" }
            if heard.clipped.isEmpty { return .pass("no clipping", peak, "No samples stand at full scale.") }
            return .warn(
                "no clipping", "\(Wording.count(heard.clipped.count, "place"))\(peak.map { ", \($0)" } ?? "")",
                "Samples stand at full scale one after the other: the sound is distorted there.", at: heard.clipped)
        }
    }

    static let loudness = Rule("audio.loudness", "the sound is as loud as ordered") { facts, order in
        guard let wanted = order.loudness else { return nil }
        let goal =
            "\(Wording.decimal(wanted.value.target, places: 1)) LUFS ± \(Wording.decimal(wanted.value.tolerance, places: 1))"
        return heard(facts, goal) { heard in
            guard let loudness = heard.integratedLUFS else {
                return .notEvaluated(goal, "The sound is too quiet or too short to have a loudness.")
            }
            let actual = "\(Wording.decimal(loudness, places: 1)) LUFS"
            let off = loudness - wanted.value.target
            // Meters agree within a tenth.
            if abs(off) <= wanted.value.tolerance + 0.05 {
                return .pass(goal, actual, "The sound is as loud as ordered.")
            }
            return .warn(
                goal, actual,
                "The sound is \(Wording.decimal(abs(off), places: 1)) LU \(off > 0 ? "louder" : "quieter") than \(wanted.origin.phrase) asks for."
            )
        }
    }

    static let stereo = Rule("audio.stereo", "both channels carry sound of their own, the right way up") { facts, _ in
        heard(facts, "two channels that differ") { heard in
            let expected = "two channels that differ"
            switch heard.stereo {
            case nil: return nil
            case .stereo: return .pass(expected, "stereo", "The channels differ, as stereo does.")
            case .mono:
                return .warn(
                    expected, "twice the same", "Both channels carry the same sound: it is mono in a stereo track.")
            case .inverted:
                return .warn(
                    expected, "one is upside down",
                    "One channel is the other upside down: on a single loudspeaker the sound disappears; invert one.")
            case .oneSided:
                return .warn(expected, "one is silent", "One channel is silent; copy the other one over.")
            }
        }
    }

    /// -40 dB of full scale: above it the loudspeaker's travel is used up and cuts click.
    private static let greatestOffset = 0.01

    static let dcOffset = Rule("audio.dcOffset", "the sound swings about zero") { facts, _ in
        heard(facts, "no offset") { heard in
            let actual = "\(Wording.decimal(heard.dcOffset * 100, places: 2)) %"
            if heard.dcOffset <= greatestOffset { return .pass("no offset", actual, "The sound swings about zero.") }
            return .warn(
                "no offset", actual, "The sound swings about another level than zero: cuts will click; filter it.")
        }
    }
}
