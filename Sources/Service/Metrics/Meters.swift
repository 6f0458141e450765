internal import Foundation
internal import Synchronization

/// Counts what happens, from the start of this process on.
package final class Meters: Sendable {
    /// What is counted, by what tells it from others of its name.
    enum Counter: Hashable, Sendable {
        /// Deliveries, by what became of them.
        case webhook(String)
        /// Attempts at jobs that ended, by how.
        case attempt(String)
        /// Answers, by method and status.
        case answer(method: String, status: Int)
    }

    /// How many took at most so long.
    struct Durations: Sendable {
        /// In seconds; the last, which is no bound, is not among them.
        static let bounds = [1.0, 5, 15, 30, 60, 120, 300, 600, 1800, 3600]
        var within = Array(repeating: 0, count: bounds.count)
        var count = 0
        var seconds = 0.0

        mutating func take(_ value: Double) {
            for (index, bound) in Self.bounds.enumerated() where value <= bound { within[index] += 1 }
            count += 1
            seconds += value
        }
    }

    struct Readings: Sendable {
        var counts: [Counter: Int] = [:]
        var attempts = Durations()
    }

    let begun = Date()
    private let state = Mutex(Readings())

    package init() {}

    var readings: Readings { state.withLock { $0 } }

    func count(_ counter: Counter) { state.withLock { $0.counts[counter, default: 0] += 1 } }

    /// An attempt at a job ended, and how, after so long.
    func attempt(_ outcome: String, took duration: Duration) {
        state.withLock { state in
            state.counts[.attempt(outcome), default: 0] += 1
            state.attempts.take(duration / .seconds(1))
        }
    }
}
