internal import Analysis
internal import Library
internal import Timing

extension ShotFindings {
    /// The figures behind the decision, as comma-separated values (RFC 4180): one row for each frame.
    package var statistics: String { ShotStatistics.csv(scores, list.shots, times) }
}

/// What was seen at each frame, and why the shots are where they are.
enum ShotStatistics {
    /// One row for each frame.
    static func csv(_ scores: [ShotScore], _ shots: [Sidecar.Shot], _ times: FrameTimes) -> String {
        var text = "frame,seconds,shot,isRepeat,difference,change,cutLikelihood,gradualLikelihood\n"
        text.reserveCapacity(scores.count * 64)
        var shot = 0
        for score in scores {
            while shot + 1 < shots.count, shots[shot + 1].startFrame <= score.frame { shot += 1 }
            let figures = [score.difference, score.change, score.cutLikelihood, score.gradualLikelihood]
            let time = times.timeFromStart(of: score.frame).seconds
            text += "\(score.frame),\(time),\(shot + 1),\(score.isRepeat ? 1 : 0),"
            text += figures.map { "\(($0 * 1e6).rounded() / 1e6)" }.joined(separator: ",") + "\n"
        }
        return text
    }
}
