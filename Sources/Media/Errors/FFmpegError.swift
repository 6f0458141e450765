internal import CFFmpeg

/// What FFmpeg refused: the call, what it was called on, and FFmpeg's own word for why.
public struct FFmpegError: Error, Sendable, Equatable {
    /// FFmpeg's code, negative.
    public let code: Int32
    /// The call, such as "avcodec_send_packet".
    public let operation: String
    /// The file, codec or option that it was about.
    public let subject: String
    /// The reason in words.
    public let reason: String
}
