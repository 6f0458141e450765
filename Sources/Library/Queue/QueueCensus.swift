/// How many jobs a queue has, and how long they wait.
package struct QueueCensus: Sendable, Equatable {
    /// How many are in each state.
    package let counts: [QueuedJob.State: Int]
    /// For how many seconds the job that has been ready the longest has waited; `nil` where none is ready.
    package let longestWait: Double?
    /// In how many seconds the next job is ready; 0 where one is, `nil` where none waits.
    package let nextReady: Double?

    /// So many in each state; waits in seconds.
    package init(counts: [QueuedJob.State: Int], longestWait: Double?, nextReady: Double?) {
        (self.counts, self.longestWait, self.nextReady) = (counts, longestWait, nextReady)
    }

    /// How many are in a state.
    package subscript(state: QueuedJob.State) -> Int { counts[state] ?? 0 }
}
