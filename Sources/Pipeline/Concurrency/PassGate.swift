internal import Foundation

/// Lets the passes of several clips run side by side, in the order in which they come: one for each core, but a clip with
/// pictures larger than 1080p alone. Its decode keeps all cores busy by itself, and takes as much memory as one may.
///
/// `@unchecked Sendable`: all state is behind the condition's lock.
package final class PassGate: @unchecked Sendable {
    private static let largeFrom = 1920 * 1088 + 1
    private let condition = NSCondition()
    private let capacity: Int
    private var free: Int
    /// Who comes next gets this number, and who may go in has this one.
    private var next = 0
    private var served = 0

    /// A gate for so many passes of small pictures at once; as many as there are cores, but no more than eight, unless told.
    package init(_ capacity: Int = min(8, ProcessInfo.processInfo.activeProcessorCount)) {
        precondition(capacity > 0, "a gate lets somebody in")
        self.capacity = capacity
        free = capacity
    }

    /// How many clips are worth working on at once: while passes run, one more is stored, probed or published.
    package var clipsAtOnce: Int { capacity + 1 }

    /// Runs the pass over pictures of so many pixels once there is room. Throws ``StopFlag/Stopped`` when the flag goes up
    /// meanwhile, and what `body` throws.
    func pass<Value>(pixels: Int, _ stop: StopFlag, _ body: () throws -> Value) throws -> Value {
        let cost = pixels >= Self.largeFrom ? capacity : 1
        try enter(cost, stop)
        defer { leave(cost) }
        return try body()
    }

    private func enter(_ cost: Int, _ stop: StopFlag) throws {
        condition.lock()
        defer { condition.unlock() }
        let number = next
        next += 1
        while number != served || free < cost {
            _ = condition.wait(until: Date().addingTimeInterval(0.05))
            // Whoever waits behind is stopped by the same flag; one that is not finds its turn passed on.
            if stop.isRaised, number == served { break }
        }
        served += 1
        condition.broadcast()
        try stop.check()
        free -= cost
    }

    private func leave(_ cost: Int) {
        condition.lock()
        free += cost
        condition.broadcast()
        condition.unlock()
    }
}
