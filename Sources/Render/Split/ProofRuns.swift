internal import Media

/// Which frames of a shot are decoded to prove it.
struct ProofRuns {
    private let cut: CutPlan.Cut
    /// Numbers of the frames at which groups of the source begin to be shown.
    private let starts: [Int]

    init(_ cut: CutPlan.Cut, _ source: SplitSource) {
        self.cut = cut
        let order = source.table.displayOrder
        starts = order.indices.filter { source.table.entries[order[$0]].isCleanStart }
    }

    /// Ascending runs that do not touch.
    func runs(_ verification: Verification) -> [Range<Int>] {
        let frames = cut.frames
        guard verification != .full, cut.way != .encode else { return [frames] }
        var runs = [cut.head, cut.tail]
        if verification == .ends {
            let copied = cut.head.upperBound..<cut.tail.lowerBound
            let second = starts.first { $0 > copied.lowerBound } ?? copied.upperBound
            let last = starts.last { $0 < copied.upperBound } ?? copied.lowerBound
            runs += [copied.lowerBound..<min(second, copied.upperBound)]
            runs += [max(last, copied.lowerBound)..<copied.upperBound]
        }
        return Self.joined(runs.filter { !$0.isEmpty })
    }

    private static func joined(_ runs: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, run.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
            } else {
                joined.append(run)
            }
        }
        return joined
    }
}
