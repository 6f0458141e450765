/// How often a job is asked for, and for how long.
package struct PollPolicy: Sendable {
    /// The shortest time between two questions; the longest is twice that, and each in between as likely.
    package var interval: Duration
    /// When to stop waiting.
    package var limit: Duration

    package init(interval: Duration = .seconds(5), limit: Duration = .seconds(3600)) {
        self.interval = interval
        self.limit = limit
    }

    /// How long to wait before the next question.
    func delay() -> Duration { interval * Double.random(in: 1...2) }
}
