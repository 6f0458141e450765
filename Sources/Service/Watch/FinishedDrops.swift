internal import Synchronization

/// Files whose processes have ended, until somebody takes them.
final class FinishedDrops: Sendable {
    struct Drop: Sendable {
        /// The number under which its progress was shown.
        let line: Int
        let file: SettlingFiles.Settled
        let attempt: JobProcess.Attempt
    }

    private let drops = Mutex<[Drop]>([])

    func add(_ drop: Drop) { drops.withLock { $0.append(drop) } }

    func take() -> [Drop] {
        drops.withLock { drops in
            defer { drops = [] }
            return drops
        }
    }
}
