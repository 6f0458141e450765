internal import Timing

/// CMX 3600 edit decision lists (SMPTE 258M-2004), which every editing program reads.
package enum EditDecisionList {
    /// One event for each shot, with the full names in comments.
    ///
    /// Gradual transitions are in the picture already, so every event is a cut; a comment says where they lie.
    package static func text(_ timeline: Timeline) -> String {
        let drops = timeline.isDropFrame
        var lines = ["TITLE: \(timeline.name.onOneLine)", "FCM: \(drops ? "DROP FRAME" : "NON-DROP FRAME")", ""]
        let address = { (frame: Int) in Timecode(frame: frame, rate: timeline.rate, dropFrame: drops).description }
        for (index, event) in timeline.events.enumerated() {
            let number = String(repeating: "0", count: max(0, 3 - "\(index + 1)".count)) + "\(index + 1)"
            let reel = event.clip.reel + String(repeating: " ", count: 8 - event.clip.reel.count)
            let tracks = tracks(event.clip.media.audio)
            let end = event.offset + event.source.count
            let source = event.addresses
            lines.append(
                "\(number)  \(reel) \(tracks)  C        "
                    + [source.lowerBound, source.upperBound, event.offset, end].map(address)
                    .joined(separator: " "))
            lines.append("* FROM CLIP NAME: \(event.clip.name.onOneLine)")
            if let id = event.clip.id { lines.append("* SOURCE FILE: \(id.text)") }
            lines.append("* COMMENT: \(event.title)")
            if let blended = event.shot.transitionFrames {
                lines.append(
                    "* COMMENT: \(event.shot.transition.rawValue) in the picture, frames \(blended.lowerBound) to "
                        + "\(blended.upperBound)")
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    /// The picture, with one track of sound ("B") or the two that a list can name.
    private static func tracks(_ audio: Sidecar.Audio?) -> String {
        guard let audio else { return "V   " }
        return audio.channels == 1 ? "B   " : "AA/V"
    }
}
