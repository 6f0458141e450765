internal import Library

/// Commits notices that come at the same time together: a commit waits for the disk, and the disk takes many as fast as
/// one.
actor NoticeBatch {
    private let inbox: any NoticeInbox
    private var waiting: [(notice: Notice, done: CheckedContinuation<Bool, any Error>)] = []
    private var isCommitting = false

    /// The most that one commit takes.
    private static let most = 512

    init(_ inbox: any NoticeInbox) { self.inbox = inbox }

    /// How many wait.
    var depth: Int { waiting.count }

    /// Keeps a notice; when this returns, the disk has it. Gives whether it is new.
    func accept(_ notice: Notice) async throws -> Bool {
        try await withCheckedThrowingContinuation { done in
            waiting.append((notice, done))
            if !isCommitting {
                isCommitting = true
                // A task of its own: who asked may go away in the middle, and the others still wait.
                Task { await commit() }
            }
        }
    }

    private func commit() async {
        while !waiting.isEmpty {
            let batch = waiting.prefix(Self.most)
            waiting.removeFirst(batch.count)
            do {
                let news = try await inbox.accept(batch.map(\.notice))
                for (entry, isNew) in zip(batch, news) { entry.done.resume(returning: isNew) }
            } catch {
                for entry in batch { entry.done.resume(throwing: error) }
            }
        }
        isCommitting = false
    }
}
