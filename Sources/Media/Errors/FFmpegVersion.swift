internal import CFFmpeg

/// Which FFmpeg this program runs with.
package enum FFmpegVersion {
    /// "5.1.9-0+deb12u1": the libraries' own word. Throws where this machine does not have them.
    package static var text: String {
        get throws(FFmpegError) {
            try FFmpegLibraries.load()
            return String(cString: av_version_info())
        }
    }
}
