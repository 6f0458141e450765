package import Foundation

/// A moment by the clock that runs from the machine's start and that nobody can set, CLOCK_BOOTTIME. It goes on while the
/// machine sleeps. Two moments can be compared only where the machine was not started anew between them.
package struct BootInstant: Codable, Sendable, Equatable {
    /// Names the start, by the kernel's boot_id.
    package let boot: String
    /// Whole seconds since the start.
    package let seconds: Int

    package init(boot: String, seconds: Int) {
        self.boot = boot
        self.seconds = seconds
    }

    /// This moment; `nil` where the kernel does not name its start.
    package static func now() -> BootInstant? {
        var time = timespec()
        guard let boot = thisBoot, clock_gettime(CLOCK_BOOTTIME, &time) == 0 else { return nil }
        return BootInstant(boot: boot, seconds: time.tv_sec)
    }

    /// Seconds from `earlier` to this moment; `nil` where the machine was started anew between them.
    package func since(_ earlier: BootInstant) -> TimeInterval? {
        guard boot == earlier.boot else { return nil }
        return Double(seconds) - Double(earlier.seconds)
    }

    private static let thisBoot: String? = {
        let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return text.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.flatMap { $0.isEmpty ? nil : $0 }
    }()
}
