extension StopFlag {
    /// How soon a raised flag is noticed.
    private static let notice: Duration = .milliseconds(50)

    /// Waits for as long; throws ``Stopped`` as soon as the flag is up.
    package func sleep(for duration: Duration) async throws {
        let end = ContinuousClock.now + duration
        while true {
            try check()
            let left = end - ContinuousClock.now
            guard left > .zero else { return }
            try await Task.sleep(for: min(left, Self.notice))
        }
    }

    /// Runs `body`, and cancels it once the flag has been up for `grace`; throws ``Stopped`` then.
    package func interrupting<Value: Sendable>(
        after grace: Duration = .zero, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while true {
                    do { try self.check() } catch {
                        try await Task.sleep(for: grace)
                        throw error
                    }
                    try await Task.sleep(for: Self.notice)
                }
            }
            defer { group.cancelAll() }
            // The watcher never gives a value.
            while let value = try await group.next() { if let value { return value } }
            throw CancellationError()
        }
    }
}
