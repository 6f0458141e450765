internal import Library
internal import Synchronization

/// How far a child is, for whoever asks.
final class ChildProgress: Sendable {
    private let last = Mutex<JobProgressNote?>(nil)

    var note: JobProgressNote? {
        get { last.withLock { $0 } }
        set { last.withLock { $0 = newValue } }
    }
}
