/// How many of a number of like things are done.
struct CountMeter: ProgressMeter {
    private let step: String
    private let total: Int
    private var done = 0
    private let begun = ContinuousClock.now
    private var now = ContinuousClock.now

    init(_ step: String, of total: Int) { (self.step, self.total) = (step, total) }

    /// Takes how many are done, which may come out of turn; true for the last.
    mutating func take(_ count: Int) -> Bool {
        done = max(done, count)
        now = .now
        return done == total
    }

    private var perSecond: Double {
        let spent = (now - begun) / .seconds(1)
        return spent > 0 ? Double(done) / spent : 0
    }

    var line: String { "\(step) \(done) of \(total)  \(Self.timeLeft(total - done, perSecond: perSecond))" }

    var json: String {
        struct Line: Encodable {
            let step: String
            let done: Int
            let total: Int
        }
        return Self.json(Line(step: step, done: done, total: total))
    }
}
