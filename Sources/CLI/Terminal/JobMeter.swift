internal import Pipeline

/// How far the work on an input is: the step, and frames a second within it.
struct JobMeter: ProgressMeter {
    private var progress: JobProgress
    private var begun = ContinuousClock.now
    private var now = ContinuousClock.now
    private var isFirst = true

    init(_ progress: JobProgress) { self.progress = progress }

    /// Takes the next report; true for a new step and for its end.
    mutating func take(_ new: JobProgress) -> Bool {
        let isNew = isFirst || new.step != progress.step
        now = .now
        if isNew { begun = now }
        (progress, isFirst) = (new, false)
        return isNew || (new.total > 0 && new.done == new.total)
    }

    private var perSecond: Double {
        let spent = (now - begun) / .seconds(1)
        return spent > 0 && progress.done > 0 ? Double(progress.done) / spent : 0
    }

    var line: String {
        let head = "\(Self.column(progress.input))\(progress.step.rawValue)"
        guard progress.total > 0 else { return head }
        let percent = min(100, progress.done * 100 / progress.total)
        let left = Self.timeLeft(progress.total - progress.done, perSecond: perSecond)
        return "\(head) \(percent) %  \(Int(perSecond)) fps  \(left)"
    }

    var json: String {
        struct Line: Encodable {
            let input: String
            let step: String
            let done: Int
            let total: Int
            let perSecond: Double
        }
        return Self.json(
            Line(
                input: progress.input, step: progress.step.rawValue, done: progress.done, total: progress.total,
                perSecond: (perSecond * 10).rounded() / 10))
    }
}
