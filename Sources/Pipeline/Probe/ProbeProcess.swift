internal import Dispatch
internal import Foundation
internal import Media
internal import Synchronization

/// Probes clips in a process of its own: a reader that a hostile file brings down falls there, and this process does
/// without FFmpeg's libraries, which are most of its memory.
///
/// The process starts beside whatever comes next, so that it is ready when a clip has come. Probes take turns.
package final class ProbeProcess: Sendable {
    /// The argument with which the program is such a process.
    package static let argument = "answer-probes"

    /// A probe that failed over there.
    struct Failure: Error {
        let cause: any Error
        /// What FFmpeg said, oldest first.
        let log: [String]
    }

    private struct State: ~Copyable {
        var child: ProbeChild?
        var isOver = false
    }

    private let state: Mutex<State>

    package init() {
        state = Mutex(State())
        // Starting a program holds a thread up until it runs, as long as a connection takes to be made.
        DispatchQueue.global().async { [self] in
            state.withLock { state in
                if !state.isOver { state.child = state.child ?? ProbeChild() }
            }
        }
    }

    /// Ends the process, which has nothing to do any more.
    package func end() {
        state.withLock { state in
            state.isOver = true
            state.child = nil
        }
    }

    /// Probes the clip at `path`: there, or here where no process can be had. Throws ``Failure``, and what
    /// ``ClipSummary/init(probing:)`` throws.
    func clip(_ path: String) throws -> ClipSummary {
        let answer = try state.withLock { state -> ProbeAnswer? in
            var status: Int32?
            // Twice: the first process may have ended before it was asked.
            for _ in 1...2 {
                state.child = state.child ?? ProbeChild()
                if let answer = state.child?.answer(to: path) { return answer }
                status = state.child?.end()
                state.child = nil
            }
            guard let signal = status.flatMap(Self.crash) else { return nil }
            throw InputError(path: path, problem: .damaged("reading it ended in a crash (signal \(signal))"))
        }
        guard let answer else { return try ClipSummary(probing: path) }
        return try answer.clip()
    }

    /// The signal of a crash; `nil` for a process that somebody ended, or that never began.
    private static func crash(_ status: Int32) -> Int32? {
        let signal = status & 0x7F
        return [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGTRAP].contains(signal) ? signal : nil
    }

    /// Answers probes on standard input and output until nobody asks any more.
    package static func serve() {
        // While nobody waits for it yet.
        _ = try? FFmpegVersion.text
        var questions = PipeReader(STDIN_FILENO)
        while let path = questions.next(upTo: 0) {
            let answer = ProbeAnswer(probing: String(decoding: path, as: UTF8.self))
            guard let line = try? answer.line(), writeAll(line, to: STDOUT_FILENO) else { return }
        }
    }
}
