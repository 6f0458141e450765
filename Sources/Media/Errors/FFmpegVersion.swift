internal import CFFmpeg

/// Which FFmpeg this program runs with.
package enum FFmpegVersion {
    /// "5.1.9-0+deb12u1": the libraries' own word.
    package static var text: String { String(cString: av_version_info()) }
}
