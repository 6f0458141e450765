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
        let work = Work(body)
        let thread = Thread { [outcome, done] in
            let result = work.run()
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
        let work = Work(body)
        let thread = Thread { continuation.resume(with: work.run()) }
        thread.name = name
        thread.stackSize = 8 << 20
        thread.start()
    }
}

/// What a thread does once. It lets go of what that holds before the waiting task goes on: a folder that goes with its last
/// owner is else removed while the program ends, or not any more.
///
/// `@unchecked Sendable`: only the thread touches it.
private final class Work<Value: Sendable>: @unchecked Sendable {
    private var body: (@Sendable () throws -> Value)?

    init(_ body: @escaping @Sendable () throws -> Value) { self.body = body }

    func run() -> Result<Value, any Error> {
        let result = Result { try body!() }
        body = nil
        return result
    }
}
