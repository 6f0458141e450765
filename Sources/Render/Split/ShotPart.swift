internal import Media

/// One run of frames on its way into a file, with the coded ends of a smart cut.
struct ShotPart {
    var cut: CutPlan.Cut
    let span: Span
    var head: CodedRun?
    var tail: CodedRun?

    init(_ cut: CutPlan.Cut, _ span: Span) {
        self.cut = cut
        self.span = span
    }

    /// Bytes of what was encoded again.
    var codedBytes: Int { (head?.bytes ?? 0) + (tail?.bytes ?? 0) }
}
