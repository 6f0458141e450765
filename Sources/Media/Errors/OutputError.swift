internal import Glibc

/// A file or folder that could not be written: disk full, no permission, read-only.
package struct OutputError: Error, Sendable, Equatable, CustomStringConvertible {
    package let path: String
    /// The system's words.
    package let reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// The reason that the last system call gave.
    package init(path: String, errno code: Int32 = errno) {
        self.init(path: path, reason: String(cString: strerror(code)))
    }

    /// One line.
    package var description: String { "cannot write \(path): \(reason)" }
}

extension FFmpegError {
    private static let opening = ["avio_open", "avio_write", "avio_close"]
    private static let muxing = ["avformat_write_header", "av_interleaved_write_frame", "av_write_trailer"]

    /// Whether the system refused to write, rather than a muxer what it was given.
    package var isWriting: Bool {
        Self.opening.contains(operation) || (Self.muxing.contains(operation) && !isRefusedContent)
    }

    /// Whether a muxer refused what it was given: that comes of the input, and no disk that gets better cures it.
    package var isRefusedByMuxer: Bool { Self.muxing.contains(operation) && isRefusedContent }

    /// A muxer has codes of its own and a few of the system's for content that makes no sense; a disk has others.
    private var isRefusedContent: Bool {
        systemErrorNumber.map { [EINVAL, ERANGE, EDOM, ENOSYS].contains($0) } ?? true
    }
}
