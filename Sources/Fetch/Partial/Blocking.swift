internal import Dispatch

/// Runs work that waits for the disk where it holds no task up: hashing and syncing a large file takes seconds.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
    }
}
