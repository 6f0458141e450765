/// Moments in a row that show nothing but one colour, with the fades that lead there and away.
struct FlatRun: Equatable {
    /// The flat moments.
    let moments: ClosedRange<Int>
    /// The number of frames that show them.
    let frames: Int
    /// The moments of the fade towards them, and away; empty where it is abrupt.
    let fadeOut: Range<Int>
    let fadeIn: Range<Int>

    /// From this number of frames on, black is a shot rather than part of a transition: about half a second.
    static let longest = 12

    /// A luma that spreads less than this, in levels, may show one colour; there must be a moment below the second.
    private static let loose: Float = 3
    private static let strict: Float = 1.2
    /// The most moments that belong to one fade.
    private static let reach = 60

    /// All of a timeline, in order.
    static func all(in timeline: ShotTimeline) -> [FlatRun] {
        let moments = timeline.moments
        var runs: [FlatRun] = []
        var start = 0
        while start < moments.count {
            guard moments[start].spread < loose else {
                start += 1
                continue
            }
            var end = start
            while end + 1 < moments.count && moments[end + 1].spread < loose { end += 1 }
            if (start...end).contains(where: { moments[$0].spread < strict }) {
                let next = end + 1 < moments.count ? moments[end + 1].frame : timeline.frames
                runs.append(
                    FlatRun(
                        moments: start...end, frames: next - moments[start].frame,
                        fadeOut: start - slope(moments, from: start, by: -1)..<start,
                        fadeIn: end + 1..<end + 1 + slope(moments, from: end, by: 1)))
            }
            start = end + 1
        }
        return runs
    }

    /// The number of moments over which the picture's contrast steadily grows, going away from a flat one.
    private static func slope(_ moments: [ShotTimeline.Moment], from flat: Int, by step: Int) -> Int {
        var length = 0
        var at = flat + step
        var last = moments[flat].spread
        while moments.indices.contains(at), length < reach, moments[at].spread > last * 1.01 + 0.1 {
            last = moments[at].spread
            length += 1
            at += step
        }
        // A step that takes most of the way is a cut, whatever the next picture's contrast does.
        if length > 0, moments[flat + step].spread > last / 2 { return 0 }
        // The last picture of the slope is the first that has its full light, and a single step is a cut. What was nearly
        // flat all along (a caption on black) does not fade.
        return length >= 3 && last > 3 * loose ? length - 1 : 0
    }
}
