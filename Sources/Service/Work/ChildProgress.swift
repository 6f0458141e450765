internal import Library
internal import Synchronization

/// How far a child is, for whoever asks.
final class ChildProgress: Sendable {
    private let last = Mutex<JobProgressNote?>(nil)
    private let show: @Sendable (JobProgressNote) -> Void

    /// Hands on to `show` what it is told.
    init(_ show: @escaping @Sendable (JobProgressNote) -> Void = { _ in }) { self.show = show }

    var note: JobProgressNote? {
        get { last.withLock { $0 } }
        set {
            last.withLock { $0 = newValue }
            if let newValue { show(newValue) }
        }
    }
}
