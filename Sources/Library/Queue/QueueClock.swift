internal import Foundation

/// The two clocks of a queue, in milliseconds.
///
/// People and time servers set the wall clock, at times by hours or days. It says when a job was added and when its next
/// attempt is due; how long a worker has been silent is told by the steady one.
package struct QueueClock: Sendable {
    /// Since 1970.
    package let wall: @Sendable () -> Int64
    /// Since any moment. Nobody sets it, and it stands while the machine sleeps: nobody could renew a lease then. Its times
    /// mean nothing to other processes.
    package let steady: @Sendable () -> Int64

    package init(wall: @escaping @Sendable () -> Int64, steady: @escaping @Sendable () -> Int64) {
        (self.wall, self.steady) = (wall, steady)
    }

    /// The machine's own.
    package static let system = QueueClock(
        wall: { milliseconds(CLOCK_REALTIME) }, steady: { milliseconds(CLOCK_MONOTONIC) })

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
