public import Foundation
internal import Glibc
internal import Synchronization

/// A program in a process and a process group of its own, which inherits no open file but the three standard ones.
///
/// Not Foundation's `Process`: that one hangs each child on the run loop of the thread that starts it, and tests start
/// theirs on threads that come and go.
public final class ChildProcess: Sendable {
    /// The process.
    public let id: pid_t
    private let state = Mutex<Int32?>(nil)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the program at `path` with nothing to read: in `folder` where one is named, with `environment` added to this
    /// process's own, and its output and errors in files, which go to nobody where none is named.
    ///
    /// Throws `POSIXError` where it cannot be started.
    public init(
        _ path: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
        output: String? = nil, errors: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if let folder { _ = Self.addChangeOfFolder(&actions, folder) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output ?? "/dev/null", writing, 0o644)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors ?? "/dev/null", writing, 0o644)
        _ = Self.addClosingFrom(&actions, 3)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let pairs = settings.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + pairs { free(text) } }
        var process = pid_t()
        let code = posix_spawn(&process, path, &actions, &attributes, words, pairs)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        id = process
        // Somebody waits for every child, so that none stays behind as a dead one.
        let watch = Thread { [self] in
            var info = siginfo_t()
            while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
            state.withLock { status in
                var code: Int32 = 0
                while waitpid(id, &code, 0) < 0 && errno == EINTR {}
                let signal = code & 0x7f
                status = signal == 0 ? (code >> 8) & 0xff : 128 + signal
            }
            ended.signal()
        }
        watch.start()
    }

    // Glibc has these two; its Swift module does not show them.
    private static let addChangeOfFolder = unsafeBitCast(
        dlsym(nil, "posix_spawn_file_actions_addchdir_np")!,
        to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32).self)
    private static let addClosingFrom = unsafeBitCast(
        dlsym(nil, "posix_spawn_file_actions_addclosefrom_np")!,
        to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32).self)

    /// The exit status, once it has ended; 128 and the signal's number when a signal ended it.
    public var status: Int32? { state.withLock { $0 } }

    /// Waits for its end, but no longer than `seconds`: the exit status, or `nil` when it still runs.
    @discardableResult
    public func wait(within seconds: Double = 120) -> Int32? {
        guard ended.wait(timeout: .now() + seconds) == .success else { return nil }
        ended.signal()  // for whoever asks next
        return status
    }

    /// Sends it a signal, unless it has ended.
    public func signal(_ signal: Int32) {
        state.withLock { status in
            if status == nil { kill(id, signal) }
        }
    }

    /// Ends it now, and waits for that.
    public func end() {
        signal(SIGKILL)
        wait()
    }
}
