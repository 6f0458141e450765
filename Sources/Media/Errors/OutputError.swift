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
    /// Whether writing failed, rather than reading or coding.
    package var isWriting: Bool {
        [
            "avio_open", "avio_write", "avio_close", "avformat_write_header", "av_interleaved_write_frame",
            "av_write_trailer",
        ]
        .contains(operation)
    }
}
