internal import Media
internal import Timing

/// One run of frames on its way into a file, with the coded ends of a smart cut.
struct ShotPart {
    private(set) var cut: CutPlan.Cut
    let span: Span
    /// Its frames, as runs: all of the cut's, unless some do not come out of a damaged source.
    private(set) var runs: [Range<Int>]
    var head: CodedRun?
    var tail: CodedRun?

    init(_ cut: CutPlan.Cut, _ span: Span) {
        self.cut = cut
        self.span = span
        runs = [cut.frames]
    }

    /// Its frames, in order.
    var frames: [Int] { runs.flatMap(\.self) }
    var frameCount: Int { runs.reduce(0) { $0 + $1.count } }
    /// Frames of the cut that do not come out of the source.
    var missing: [Int] {
        let there = Set(frames)
        return frameCount == cut.frames.count ? [] : cut.frames.filter { !there.contains($0) }
    }

    /// The file's tick from which a frame of the part is shown. Where those before it are missing, the first is there from
    /// the beginning.
    func tick(of frame: Int, _ times: FrameTimes) -> Int {
        frame == runs.first?.lowerBound ? span.place : span.tickInFile(times.ticks[frame])
    }

    /// Has it encoded, but for frames that do not come out.
    mutating func encode(_ runs: [Range<Int>], because reason: String) {
        cut = CutPlan.Cut(encoding: cut.frames, because: reason)
        self.runs = runs
        (head, tail) = (nil, nil)
    }

    /// Bytes of what was encoded again.
    var codedBytes: Int { (head?.bytes ?? 0) + (tail?.bytes ?? 0) }
}
