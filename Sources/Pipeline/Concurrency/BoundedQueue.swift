internal import Foundation

/// Hands elements from one thread to another, holding at most `capacity`: a full queue slows the writer
/// down, so that memory stays at capacity times the size of a frame.
///
/// `@unchecked Sendable`: all state is behind the condition's lock.
final class BoundedQueue<Element: Sendable>: Cancellable, @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private var elements: [Element] = []
    private var isClosed = false
    private var isCancelled = false
    private var waited = (writer: Duration.zero, reader: Duration.zero)

    init(capacity: Int) {
        precondition(capacity > 0, "a queue holds something")
        self.capacity = capacity
    }

    /// How long the writer has waited for room, and the reader for elements.
    var waits: (writer: Duration, reader: Duration) {
        condition.lock()
        defer { condition.unlock() }
        return waited
    }

    /// Adds an element, waiting for room. Throws when the reader has left.
    func push(_ element: Element) throws {
        condition.lock()
        defer { condition.unlock() }
        if elements.count >= capacity, !isCancelled {
            let begun = ContinuousClock.now
            while elements.count >= capacity, !isCancelled { condition.wait() }
            waited.writer += ContinuousClock.now - begun
        }
        if isCancelled { throw QueueCancelled() }
        elements.append(element)
        condition.broadcast()
    }

    /// The next element, waiting for one; `nil` after ``close()`` when all are taken. Throws after ``cancel()``.
    func pop() throws -> Element? {
        condition.lock()
        defer { condition.unlock() }
        if elements.isEmpty, !isClosed, !isCancelled {
            let begun = ContinuousClock.now
            while elements.isEmpty, !isClosed, !isCancelled { condition.wait() }
            waited.reader += ContinuousClock.now - begun
        }
        if isCancelled { throw QueueCancelled() }
        guard !elements.isEmpty else { return nil }
        let element = elements.removeFirst()
        condition.broadcast()
        return element
    }

    /// No more will come; what is queued is still to be taken.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    /// Drops what is queued and wakes both sides.
    func cancel() {
        condition.lock()
        isCancelled = true
        elements = []
        condition.broadcast()
        condition.unlock()
    }
}

/// What can be told that nobody needs it any more.
protocol Cancellable: Sendable {
    func cancel()
}

/// A partner left before the work was done.
struct QueueCancelled: Error {}
