/// Pauses between tries: random up to a bound that doubles ("full jitter"), so that many clients do not come back all
/// at once.
struct Backoff: Sendable {
    let first: Duration
    let longest: Duration

    /// The most that the pause before try `number`, counted from 1, may be.
    func bound(beforeRetry number: Int) -> Duration {
        // Past 2^20 the bound is reached whatever the first pause is, and a shift has an end.
        min(longest, first * (1 << min(20, max(0, number - 1))))
    }

    /// The pause before try `number`, counted from 1.
    func pause(beforeRetry number: Int) -> Duration {
        bound(beforeRetry: number) * Double.random(in: 0...1)
    }
}
