internal import Timing

extension Rule {
    /// What was found of a clip's motion; `nil` without a picture.
    private static func motion(
        _ facts: Facts, _ expected: String, _ judge: (MotionFacts, PictureFacts) -> Finding
    ) -> Finding? {
        guard facts.video != nil else { return nil }
        guard let pictures = facts.pictures else { return .notEvaluated(expected, "The pictures were not looked at.") }
        guard let motion = pictures.motion else {
            return .notEvaluated(expected, "There is too little motion in the picture to tell.")
        }
        return judge(motion, pictures)
    }

    /// A repeated frame is a stutter; so few of them nobody sees.
    private static let heldShare = 0.015

    static let heldFrames = Rule("motion.held", "every frame is a new picture") { facts, order in
        let expected = "no repeated frames"
        return motion(facts, expected) { motion, pictures in
            guard Double(motion.held.count) > heldShare * Double(pictures.frames), motion.held.count > 1 else {
                return .pass(
                    expected, Wording.count(motion.held.count, "repeat"), "Nearly every frame is a new picture.")
            }
            let actual = "\(Wording.count(motion.held.count, "repeat")) in \(Wording.count(pictures.frames, "frame"))"
            guard let period = motion.heldPeriod, let rate = facts.video?.frameRate,
                let real = rate.times(Rational(period - 1, period)!)
            else {
                return .warn(
                    expected, actual, "Frames repeat at irregular places: the motion stutters there.", at: motion.held)
            }
            let sentence =
                "Every \(Wording.ordinal(period)) frame repeats the one before: \(Wording.rate(real)) in a file of \(Wording.rate(rate))"
            if let wanted = order.frameRate {
                return .fail(
                    expected, actual,
                    "\(sentence), though \(wanted.origin.phrase) ordered the frame rate: it was paid for.",
                    at: motion.held)
            }
            return .warn(expected, actual, "\(sentence).", at: motion.held)
        }
    }

    static let blendedFrames = Rule("motion.blended", "no frame is only a mix of its neighbours") { facts, order in
        let expected = "no mixed frames"
        return motion(facts, expected) { motion, _ in
            guard let period = motion.blendedPeriod else {
                return .pass(
                    expected, "none",
                    "No regular mixing of frames was found; interpolation that follows motion cannot be told.")
            }
            // Two mixes in a row are those of a rate at which only one frame in a period is whole.
            let isMost = zip(motion.blended, motion.blended.dropFirst()).contains { $0.endFrame == $1.startFrame }
            return .warn(
                expected,
                isMost ? "\(period - 1) of \(period) frames" : "every \(Wording.ordinal(period)) frame",
                "Frames come regularly that only mix their neighbours: the rate was converted, and motion shows ghosts.",
                at: motion.blended)
        }
    }

    static let skippedFrames = Rule("motion.skipped", "no frame is missing at regular intervals") { facts, _ in
        let expected = "even motion"
        return motion(facts, expected) { motion, _ in
            guard let period = motion.skippedPeriod else {
                return .pass(expected, "even", "The motion advances evenly.")
            }
            return .warn(
                expected, "a jump every \(Wording.ordinal(period)) frame",
                "The motion jumps at regular intervals, as where frames were left out to reach a lower rate.",
                at: motion.skipped)
        }
    }
}
