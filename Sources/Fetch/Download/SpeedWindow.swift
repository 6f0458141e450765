/// Notices a body that comes too slowly: bytes over a window of time.
struct SpeedWindow: Sendable {
    private let window: Duration
    private let least: Int
    private var begun: ContinuousClock.Instant
    private var bytes = 0

    /// Begins now. A body may bring no less than `bytesPerSecond` on average over each `window`.
    init(_ window: Duration, bytesPerSecond: Int, now: ContinuousClock.Instant = .now) {
        self.window = window
        least = bytesPerSecond
        begun = now
    }

    /// Counts bytes that have come; false when the window that ends now brought too few.
    mutating func isFastEnough(adding count: Int, now: ContinuousClock.Instant = .now) -> Bool {
        bytes += count
        let spent = now - begun
        guard spent >= window else { return true }
        defer { (begun, bytes) = (now, 0) }
        return Double(bytes) >= Double(least) * (spent / .seconds(1))
    }
}
