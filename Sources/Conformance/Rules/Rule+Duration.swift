internal import Timing

extension Rule {
    /// Longer than ordered by this share passes: 241 frames for 10 s, 5.2 s for 5 s.
    private static let longerShare = Rational(4, 100)!
    /// Or by this many frames, where that is more: N·24+1 frames are what most clips of N seconds have.
    private static let longerFrames = 3
    /// What a container's clock may round away: most MP4 files count whole milliseconds.
    private static let clock = MediaTime(value: 1, timescale: 1000)
    /// Assumed where the frame rate is not known: the longest frame that generators deliver.
    private static let usualFrame = MediaTime(value: 1, timescale: 24)

    static let duration = Rule("container.duration", "the clip is as long as ordered") { facts, order in
        guard let wanted = order.duration else { return nil }
        let expected = Wording.seconds(wanted.value)
        // The picture's own length, because sound that runs on does not make a clip longer.
        guard let length = facts.video?.duration ?? facts.duration else {
            return .notEvaluated(expected, "The length of the clip is not known.")
        }
        let frame = facts.video?.frameLength ?? usualFrame
        let actual =
            Wording.seconds(length) + (facts.video?.frames.map { " (\(Wording.count($0, "frame")))" } ?? "")
        guard let allowance = Allowance(wanted.value, frame: frame) else {
            return .notEvaluated(expected, "The length of the clip cannot be compared: its times are out of range.")
        }
        if length > allowance.longest {
            return .warn(
                expected, actual,
                "The clip is longer than \(wanted.origin.phrase) ordered by more than usual; trim it.")
        }
        if length >= allowance.shortest { return .pass(expected, actual, "The clip is as long as ordered.") }
        if length >= allowance.shortestByOneFrame {
            return .warn(expected, actual, "The clip is one frame shorter than \(wanted.origin.phrase) ordered.")
        }
        return .fail(
            expected, actual,
            "The clip is shorter than \(wanted.origin.phrase) ordered: seconds that were paid for are missing.")
    }

    /// The lengths between which a clip passes, exactly.
    private struct Allowance {
        let longest, shortest, shortestByOneFrame: MediaTime

        init?(_ wanted: MediaTime, frame: MediaTime) {
            guard let share = wanted.times(longerShare), let frames = frame.times(Rational(longerFrames)),
                let longest = wanted.adding(max(share, frames))?.adding(clock),
                let shortest = wanted.subtracting(clock), let byOneFrame = shortest.subtracting(frame)
            else { return nil }
            (self.longest, self.shortest, shortestByOneFrame) = (longest, shortest, byOneFrame)
        }
    }
}

extension MediaTime {
    /// The time stretched by `factor`, which is above 0; `nil` when it leaves 64 bits.
    fileprivate func times(_ factor: Rational) -> MediaTime? {
        timeBase.times(factor).map { MediaTime(ticks: ticks, timeBase: $0) }
    }
}
