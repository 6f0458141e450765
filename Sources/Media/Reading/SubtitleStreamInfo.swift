internal import CFFmpeg
package import Timing

/// A track of subtitles as its container declares it.
package struct SubtitleStreamInfo: Sendable, Equatable {
    /// The stream's number in the file.
    package let index: Int
    /// FFmpeg's short name: "mov_text", "subrip", "ass".
    package let codec: String
    /// Ticks of the stream.
    package let timeBase: Rational
    /// ISO 639 code; `nil` when not said.
    package let language: String?

    /// `nil` for a track of anything else.
    init?(reading stream: UnsafeMutablePointer<AVStream>) {
        let parameters = stream.pointee.codecpar.pointee
        guard parameters.codec_type == AVMEDIA_TYPE_SUBTITLE else { return nil }
        index = Int(stream.pointee.index)
        codec = String(cString: avcodec_get_name(parameters.codec_id))
        timeBase = rational(stream.pointee.time_base) ?? Rational(1, 1_000_000)!
        language = dictionary(stream.pointee.metadata)["language"]
    }
}
