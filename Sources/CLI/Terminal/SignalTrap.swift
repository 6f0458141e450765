internal import Foundation
internal import Pipeline

/// Turns SIGINT and SIGTERM into a raised flag, so that work ends between two frames and tidies up; a
/// second signal ends the program at once.
///
/// `@unchecked Sendable`: the sources are made once and never touched again.
final class SignalTrap: @unchecked Sendable {
    let stop = StopFlag()
    private var sources: [any DispatchSourceSignal] = []

    init() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            let (stop, seen) = (stop, Seen())
            source.setEventHandler {
                if seen.isSecond() { _exit(128 + number) }
                stop.raise(signal: number)
            }
            source.resume()
            sources.append(source)
        }
    }

    private final class Seen: @unchecked Sendable {
        private let lock = NSLock()
        private var count = 0
        func isSecond() -> Bool {
            lock.withLock {
                count += 1
                return count > 1
            }
        }
    }
}
