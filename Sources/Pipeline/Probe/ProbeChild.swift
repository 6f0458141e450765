internal import Foundation
internal import Glibc

/// This program once more, at the other end of two pipes, answering probes.
///
/// A final class, used by one at a time.
final class ProbeChild {
    private let process: pid_t
    private let questions: Int32
    private var answers: PipeReader
    private var status: Int32?
    private var isStopped = false

    /// Starts the program; `nil` where that cannot be.
    init?() {
        guard let input = Pipe() else { return nil }
        guard let output = Pipe() else {
            input.close()
            return nil
        }
        defer {
            close(input.reading)
            close(output.writing)
        }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input.reading, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        // A terminal's Ctrl-C is for this process, whose end ends the other.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let words = Self.copies(["dailies", ProbeProcess.argument])
        let settings = Self.copies(ChildEnvironment.ofReader.map { "\($0)=\($1)" })
        defer { for text in words + settings { free(text) } }
        var process = pid_t()
        guard posix_spawn(&process, "/proc/self/exe", &actions, &attributes, words, settings) == 0 else {
            close(input.writing)
            close(output.reading)
            return nil
        }
        self.process = process
        questions = input.writing
        answers = PipeReader(output.reading)
    }

    /// Its end is not waited for: this program's own comes next, and takes a dead child along.
    deinit { stop() }

    /// What came of a probe; `nil` when the process does not answer.
    func answer(to path: String) -> ProbeAnswer? {
        guard writeAll(Array(path.utf8) + [0], to: questions) else { return nil }
        return answers.next(upTo: UInt8(ascii: "\n")).flatMap(ProbeAnswer.init(line:))
    }

    /// Ends the process, which has nothing to do any more, and gives its status as `waitpid` does.
    func end() -> Int32 {
        stop()
        if let status { return status }
        var ended: Int32 = 0
        while waitpid(process, &ended, 0) < 0 && errno == EINTR {}
        status = ended
        return ended
    }

    private func stop() {
        guard !isStopped else { return }
        isStopped = true
        close(questions)
        close(answers.descriptor)
        // It only reads; one that hangs would be waited for without end.
        kill(process, SIGKILL)
    }

    /// Texts as C has them, with the `nil` that ends them.
    private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { text in strdup(text) } + [nil]
    }

    private struct Pipe {
        let reading: Int32
        let writing: Int32

        /// A pipe that no other program inherits.
        init?() {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (reading, writing) = (ends[0], ends[1])
        }

        func close() {
            _ = Glibc.close(reading)
            _ = Glibc.close(writing)
        }
    }
}
