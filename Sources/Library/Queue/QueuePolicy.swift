/// How patient a queue is.
package struct QueuePolicy: Sendable {
    /// How long a worker may be silent, by the clock of whoever watches, before its job is given to another. A worker that
    /// died is noticed at once.
    package var lease: Duration = .seconds(60)
    /// How often a job is attempted before it is dead.
    package var attempts = 6
    /// How often a job's worker may die under it before it is dead: the work is done in a process of its own, so the job
    /// is seldom to blame.
    package var losses = 20
    /// The pause before the second attempt is random up to this, and before each further one up to twice as long.
    package var firstPause: Duration = .seconds(10)
    /// No pause is longer.
    package var longestPause: Duration = .seconds(3600)

    package init() {}

    /// A random pause, in milliseconds, after so many failures.
    func pause(after failures: Int) -> Int64 {
        // Beyond 2^40 every pause is the longest.
        let doubled = firstPause.milliseconds.multipliedReportingOverflow(by: 1 << min(max(failures - 1, 0), 40))
        let longest = longestPause.milliseconds
        return Int64.random(in: 0...max(0, doubled.overflow ? longest : min(doubled.partialValue, longest)))
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
