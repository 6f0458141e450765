internal import Foundation
internal import Synchronization

/// Says to all threads of a job that it is to end, as after SIGINT.
package final class StopFlag: Sendable {
    private let raised = Atomic<Int32>(0)

    /// The job was stopped by this signal.
    package struct Stopped: Error, Sendable, CustomStringConvertible {
        /// SIGINT or SIGTERM.
        package let signal: Int32
        /// What happened; what to do next is the command's to say.
        package var description: String { signal == SIGINT ? "stopped by SIGINT" : "stopped by SIGTERM" }
    }

    package init() {}

    /// Asks everything to end because of `signal`.
    package func raise(signal: Int32) { raised.store(signal, ordering: .relaxed) }

    /// Whether the flag is up.
    package var isRaised: Bool { raised.load(ordering: .relaxed) != 0 }

    /// Throws ``Stopped`` once the flag is up. Called once a frame.
    package func check() throws {
        let signal = raised.load(ordering: .relaxed)
        if signal != 0 { throw Stopped(signal: signal) }
    }
}
