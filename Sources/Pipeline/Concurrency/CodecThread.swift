internal import Foundation
internal import Synchronization

/// A thread of our own for work that blocks: the shared pool has one thread a core, and a decode there
/// would hold up everything else.
final class CodecThread: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let outcome = Outcome()

    private final class Outcome: Sendable {
        let result = Mutex<Result<Void, any Error>>(.success(()))
    }

    /// Starts `body` on a new thread.
    init(named name: String, _ body: @escaping @Sendable () throws -> Void) {
        let thread = Thread { [outcome, done] in
            let result = Result { try body() }
            outcome.result.withLock { $0 = result }
            done.signal()
        }
        thread.name = name
        // Codecs recurse little, but an 8-bit SIMD row buffer on the stack can be large.
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Waits for the end and throws what the body threw.
    func join() throws {
        done.wait()
        try outcome.result.withLock { try $0.get() }
    }
}

/// Runs `body` on a thread of its own and gives its result to the waiting task.
package func onCodecThread<Value: Sendable>(
    named name: String, _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result { try body() }) }
        thread.name = name
        thread.stackSize = 8 << 20
        thread.start()
    }
}
