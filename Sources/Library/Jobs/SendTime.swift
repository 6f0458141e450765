package import Foundation

/// When a request was sent, by the wall clock, which can be set, and by the clock from the machine's start, which cannot.
package struct SendTime: Sendable, Equatable {
    package let wall: Date
    /// `nil` where it is not known: on a record of an earlier version.
    package let boot: BootInstant?

    package init(wall: Date, boot: BootInstant?) {
        self.wall = wall
        self.boot = boot
    }

    package static func now() -> SendTime { SendTime(wall: Date(), boot: .now()) }

    /// Seconds from `earlier` to this moment. The clock from the machine's start decides as long as it runs, so that a wall
    /// clock which is set makes nothing younger or older.
    package func since(_ earlier: SendTime) -> TimeInterval {
        if let boot, let before = earlier.boot, let elapsed = boot.since(before) { return elapsed }
        return wall.timeIntervalSince(earlier.wall)
    }

    /// When `earlier` was by today's wall clock, and by its own where that says later: what was booked under a clock that was
    /// set since is never taken for older than it is.
    package func latest(_ earlier: SendTime) -> Date {
        guard let boot, let before = earlier.boot, let elapsed = boot.since(before) else { return earlier.wall }
        return max(earlier.wall, wall.addingTimeInterval(-elapsed))
    }
}
