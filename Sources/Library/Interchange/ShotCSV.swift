/// Shots as comma-separated values (RFC 4180).
package enum ShotCSV {
    /// One row for each shot, below a row of names.
    package static func text(_ list: ShotList) -> String {
        var text = "index,startFrame,endFrame,startSeconds,endSeconds,transition,confidence,prompt\n"
        for shot in list.shots {
            text += "\(shot.index),\(shot.startFrame),\(shot.endFrame),\(shot.start.seconds),\(shot.end.seconds),"
            text += "\(shot.transition.rawValue),\(shot.confidence),\((shot.prompt ?? "").csvText)\n"
        }
        return text
    }
}
