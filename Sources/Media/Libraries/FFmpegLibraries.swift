internal import CFFmpeg

/// FFmpeg's libraries, loaded by the first call that needs them.
///
/// With all that they need in turn they are about 180 files, 25 MB and most of the time that the program takes to start,
/// and what lists, queues or downloads clips does without. The release program is not linked with them: a call that comes
/// before ``load()`` ends it. ``allocated(_:_:)-swift.func`` loads them, and so does whatever asks FFmpeg for something
/// without having got anything from it before.
enum FFmpegLibraries {
    /// What the system's loader said when it could not load them, and what to do; `nil` when they are here.
    static let failure: String? = {
        shim_keep_heaps_small()
        guard let words = shim_load_ffmpeg() else { return nil }
        return "\(String(cString: words)); install it, as with apt-get install \(String(cString: shim_ffmpeg_packages))"
    }()

    /// Sees to it that FFmpeg's functions can be called, and that what it has to say is kept.
    static func load() throws(FFmpegError) {
        guard failure == nil else {
            throw FFmpegError(code: shim_AVERROR_ENOENT, operation: "dlopen", subject: "FFmpeg")
        }
        FFmpegLog.install()
    }
}
