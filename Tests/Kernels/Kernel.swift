/// A loop over pixels, and the same as anybody would write it down.
struct Kernel {
    let name: String
    /// Samples that one run reads, of all planes.
    let samples: Int
    let ours: () throws -> Void
    let plain: () throws -> Void

    /// Millions of samples a second of both: the quickest of many runs, in turns.
    func measure(rounds: Int) throws -> (ours: Double, plain: Double) {
        var quickest = (ours: Duration.seconds(1_000), plain: Duration.seconds(1_000))
        for _ in 0..<rounds {
            quickest.ours = min(quickest.ours, try time(ours))
            quickest.plain = min(quickest.plain, try time(plain))
        }
        return (rate(quickest.ours), rate(quickest.plain))
    }

    private func time(_ body: () throws -> Void) rethrows -> Duration {
        let begun = ContinuousClock.now
        try body()
        return ContinuousClock.now - begun
    }

    private func rate(_ time: Duration) -> Double { Double(samples) / (time / .seconds(1)) / 1e6 }
}
