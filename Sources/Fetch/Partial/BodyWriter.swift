internal import Dispatch
internal import NIOCore
internal import Synchronization

/// Writes a body on a queue of its own while it is hashed and the next bytes come in. At most ``capacity`` bytes wait, so a
/// slow disk slows the network down and memory stays small.
final class BodyWriter: Sendable {
    static let capacity = 1 << 22

    private struct State {
        var waiting = 0
        var failure: POSIXFailure?
        var idle: CheckedContinuation<Void, Never>?
        /// How many may wait when `idle` is woken.
        var low = 0
    }

    private let file: PartialFile
    private let queue = DispatchQueue(label: "fetch.write")
    private let state = Mutex(State())

    init(_ file: PartialFile) { self.file = file }

    /// Hands over the next bytes, waiting for room. Throws what an earlier write failed with.
    func write(_ bytes: ByteBuffer) async throws(POSIXFailure) {
        // What it keeps in memory, which is more where a small piece came in a large buffer.
        let count = bytes.storageCapacity
        state.withLock { $0.waiting += count }
        queue.async { [self] in
            do throws(POSIXFailure) {
                if state.withLock({ $0.failure }) == nil {
                    try bytes.withUnsafeReadableBytes { bytes in
                        Result { () throws(POSIXFailure) in try file.append(bytes) }
                    }.get()
                }
                done(count, nil)
            } catch {
                done(count, error)
            }
        }
        bytes.withUnsafeReadableBytes { file.hash($0) }
        if state.withLock({ $0.waiting }) > Self.capacity { await wait(untilAtMost: Self.capacity / 2) }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Syncs what has come so far, after it was written.
    func checkpoint() {
        queue.async { [self] in
            do throws(POSIXFailure) { try file.checkpoint() } catch { done(0, error) }
        }
    }

    /// Waits until everything is written. Throws what a write failed with.
    func finish() async throws(POSIXFailure) {
        await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    private func wait(untilAtMost low: Int) async {
        await withCheckedContinuation { continuation in
            let isLow = state.withLock { state in
                if state.waiting <= low { return true }
                (state.idle, state.low) = (continuation, low)
                return false
            }
            if isLow { continuation.resume() }
        }
    }

    private func done(_ count: Int, _ failure: POSIXFailure?) {
        let woken = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.waiting -= count
            if state.failure == nil { state.failure = failure }
            guard state.waiting <= state.low || state.failure != nil else { return nil }
            defer { state.idle = nil }
            return state.idle
        }
        woken?.resume()
    }
}
