internal import Synchronization

/// For how long this process has seen each lease not being renewed.
///
/// A lease has run out when somebody has watched it for its whole time and saw no renewal. No time that one process wrote is
/// held against the clock of another: wall clocks are set, and steady ones begin anew with each boot, and in a container at
/// times. A dead worker needs no watching: its lock is free at once.
final class LeaseWatch: Sendable {
    /// What tells one renewal of a lease from the next.
    struct Renewal: Sendable, Equatable {
        let token: Int64
        let leasedUntil: Int64
    }

    private let seen = Mutex<[Int64: (renewal: Renewal, at: Int64)]>([:])

    /// Takes in how a job's lease is at the time `now`, and gives for how many milliseconds it has been so.
    @discardableResult
    func silence(of job: Int64, _ renewal: Renewal, at now: Int64) -> Int64 {
        seen.withLock { seen in
            if let known = seen[job], known.renewal == renewal { return now - known.at }
            seen[job] = (renewal, now)
            return 0
        }
    }

    /// Forgets all jobs but these, which are running.
    func keepOnly(_ running: Set<Int64>) { seen.withLock { $0 = $0.filter { running.contains($0.key) } } }
}
