/// How often a call is tried, and how long to wait between.
package struct RetryPolicy: Sendable {
    /// How often in all.
    package var tries = 6
    /// The longest first wait; it doubles with each try.
    package var base: Duration = .seconds(1)
    /// No wait of ours is longer.
    package var cap: Duration = .seconds(30)
    /// A server that asks for more than this is not waited for.
    package var patience: Duration = .seconds(300)

    package init() {}

    /// How long to wait after the failed try number `failed`, from 1; `nil` to give up.
    ///
    /// Any part of the wait is as likely as any other (full jitter), so that many clients that failed together do
    /// not come back together. What the server asks for is kept, and a little more.
    func delay(
        after failed: Int, asked: Duration?, using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        guard failed < tries else { return nil }
        let longest = min(cap, base * (1 << min(failed - 1, 16)))
        let jitter = longest * Double.random(in: 0...1, using: &generator)
        guard let asked else { return jitter }
        guard asked <= patience else { return nil }
        return asked + min(jitter, base)
    }
}
