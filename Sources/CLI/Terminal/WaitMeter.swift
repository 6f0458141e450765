internal import Pipeline

/// How a job that is waited for stands, and for how long it has been waited for.
struct WaitMeter: ProgressMeter {
    private let id: String
    private let begun = ContinuousClock.now
    private var job: ProviderJob?
    private var trouble: String?

    init(_ id: String) { self.id = id }

    /// Takes the next answer, or why there was none; always worth telling: answers come seconds apart.
    mutating func take(_ job: ProviderJob?, _ trouble: String?) -> Bool {
        self.job = job ?? self.job
        self.trouble = trouble
        return true
    }

    var line: String {
        let waited = Int((ContinuousClock.now - begun) / .seconds(1))
        let clock = "\(waited / 60):\(waited % 60 < 10 ? "0" : "")\(waited % 60)"
        let state = (job?.word.lowercased() ?? "submitted") + (job?.progress.map { " \($0) %" } ?? "")
        return "\(Self.column(id))\(state)  \(clock)" + (trouble.map { "  \($0)" } ?? "")
    }

    var json: String {
        struct Line: Encodable {
            let input: String
            let step = "generate"
            let state: String?
            let done: Int
            let total: Int
            let trouble: String?
        }
        return Self.json(
            Line(
                input: id, state: job?.word, done: job?.progress ?? 0, total: job?.progress == nil ? 0 : 100,
                trouble: trouble))
    }
}
