internal import Foundation
internal import Glibc

/// Standard output and standard error, written to so that a reader who has left ends nothing: `FileHandle` traps there.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Writes all bytes. What nobody reads any more is dropped. Where a result cannot be written, as on a full disk, that is
    /// said, and the program ends.
    func write(_ data: Data) {
        data.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(rawValue, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                    continue
                }
                switch errno {
                case EINTR: break
                case EAGAIN: awaitReader()
                case EPIPE: return
                default: return fail(errno)
                }
            }
        }
    }

    /// Waits until whoever shares the other end of a pipe that does not block has read.
    private func awaitReader() {
        var descriptor = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        _ = poll(&descriptor, 1, -1)
    }

    private func fail(_ code: Int32) {
        guard self == .output else { return }
        Self.error.write(Data("dailies: cannot write standard output: \(String(cString: strerror(code)))\n".utf8))
        exit(ExitCode.output.rawValue)
    }
}
