internal import CFFmpeg

/// What FFmpeg refused: the call, what it was called on, and FFmpeg's own word for why.
package struct FFmpegError: Error, Sendable, Equatable, Codable, CustomStringConvertible {
    /// FFmpeg's code, negative.
    package let code: Int32
    /// The call, such as "avcodec_send_packet".
    package let operation: String
    /// The file, codec or option that it was about.
    package let subject: String

    /// The reason in FFmpeg's or the system's words.
    package var reason: String {
        if let failure = FFmpegLibraries.failure { return failure }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard av_strerror(code, buffer.baseAddress!, buffer.count) == 0 else { return "error \(code)" }
            return String(cString: buffer.baseAddress!)
        }
    }

    /// One line: what failed, on what, and why.
    package var description: String { "\(subject): \(reason) (\(operation))" }

    /// Whether FFmpeg, or a library of it, is not on this machine.
    package var isMissingLibrary: Bool { operation == "dlopen" }

    /// The system's error number where FFmpeg passed one on, as for a full disk; `nil` for FFmpeg's own codes.
    package var systemErrorNumber: Int32? {
        // FFmpeg's own codes are four-letter tags, far outside the range of errno.
        (1..<4096).contains(-code) ? -code : nil
    }
}

/// Passes a status through, or throws when it is negative.
@discardableResult
func check(_ status: Int32, _ operation: String, _ subject: String) throws(FFmpegError) -> Int32 {
    guard status >= 0 else { throw FFmpegError(code: status, operation: operation, subject: subject) }
    return status
}

/// A pointer that FFmpeg allocates, or "out of memory". FFmpeg is loaded first, where it is not yet.
func allocated<T>(_ allocate: @autoclosure () -> UnsafeMutablePointer<T>?, _ operation: String) throws(FFmpegError)
    -> UnsafeMutablePointer<T>
{
    try FFmpegLibraries.load()
    guard let pointer = allocate() else {
        throw FFmpegError(code: shim_AVERROR_ENOMEM, operation: operation, subject: "memory")
    }
    return pointer
}

/// The same for the types that FFmpeg keeps opaque.
func allocated(_ allocate: @autoclosure () -> OpaquePointer?, _ operation: String) throws(FFmpegError) -> OpaquePointer
{
    try FFmpegLibraries.load()
    guard let pointer = allocate() else {
        throw FFmpegError(code: shim_AVERROR_ENOMEM, operation: operation, subject: "memory")
    }
    return pointer
}
