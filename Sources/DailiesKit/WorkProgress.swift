internal import Pipeline

/// How far the work on a clip is.
public struct WorkProgress: Sendable {
    /// The step by the name that scripts see: "probe", "pass", "thumbnails", "split", "sidecar", "publish", …
    public let step: String
    /// Frames or files that are done.
    public let done: Int
    /// How many there are; 0 for a step without parts.
    public let total: Int

    init(_ progress: JobProgress) {
        step = progress.step.rawValue
        done = progress.done
        total = progress.total
    }
}

/// Is told of progress, often and from any thread; it had better be quick.
public typealias ProgressObserver = @Sendable (WorkProgress) -> Void
