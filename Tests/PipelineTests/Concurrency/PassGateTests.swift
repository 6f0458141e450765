internal import Foundation
internal import Support
internal import Synchronization
internal import Testing

@testable internal import Pipeline

/// Which passes run side by side.
struct PassGateTests {
    private static let small = 1920 * 1088
    private static let large = 1920 * 1088 + 1

    /// What runs, and the most of each kind that ran at the same time.
    private final class Watch: Sendable {
        struct State {
            var small = 0
            var large = 0
            var mostSmall = 0
            var mostLarge = 0
            var isMixed = false
            var order: [Int] = []
        }
        let state = Mutex(State())

        func run(_ number: Int, isLarge: Bool) {
            state.withLock {
                $0.order.append(number)
                if isLarge { $0.large += 1 } else { $0.small += 1 }
                $0.mostSmall = max($0.mostSmall, $0.small)
                $0.mostLarge = max($0.mostLarge, $0.large)
                if $0.large > 0, $0.small > 0 { $0.isMixed = true }
            }
            Thread.sleep(forTimeInterval: 0.02)
            state.withLock { if isLarge { $0.large -= 1 } else { $0.small -= 1 } }
        }
    }

    @Test func smallOnesRunSideBySideAndALargeOneAlone() throws {
        let (gate, watch, stop) = (PassGate(2), Watch(), StopFlag())
        let threads = (0..<12).map { number in
            CodecThread(named: "pass") {
                let isLarge = number % 4 == 3
                try gate.pass(pixels: isLarge ? Self.large : Self.small, stop) { watch.run(number, isLarge: isLarge) }
            }
        }
        for thread in threads { try thread.join() }
        let state = watch.state.withLock { $0 }
        #expect(state.order.sorted() == Array(0..<12))
        #expect(state.mostSmall <= 2 && state.mostLarge == 1 && !state.isMixed)
    }

    @Test func aFailureMakesRoom() throws {
        struct Trouble: Error {}
        let (gate, stop) = (PassGate(1), StopFlag())
        #expect(throws: Trouble.self) { try gate.pass(pixels: Self.large, stop) { throw Trouble() } }
        #expect(try gate.pass(pixels: Self.small, stop) { 7 } == 7)
    }

    @Test func whoWaitsIsStopped() throws {
        let (gate, stop) = (PassGate(1), StopFlag())
        let (entered, ending) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let first = CodecThread(named: "first") {
            try gate.pass(pixels: Self.small, StopFlag()) {
                entered.signal()
                ending.wait()
            }
        }
        entered.wait()
        let others = (0..<2).map { _ in CodecThread(named: "other") { try gate.pass(pixels: Self.small, stop) {} } }
        stop.raise(signal: SIGINT)
        for other in others { #expect(throws: StopFlag.Stopped.self) { try other.join() } }
        ending.signal()
        try first.join()
        // Whoever was stopped holds no place.
        #expect(try gate.pass(pixels: Self.large, StopFlag()) { true })
    }
}
