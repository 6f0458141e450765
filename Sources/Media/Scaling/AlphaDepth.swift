internal import CFFmpeg

/// Brings pictures with alpha from twelve bits, as ProRes 4444 is decoded, to ten: swscale lays none of twelve on a
/// checkerboard, and takes their colours as they lie under the alpha.
///
/// A final class, used from one thread.
final class AlphaDepth {
    private var context: OpaquePointer?

    deinit { sws_freeContext(context) }

    /// The picture in ten bits, with its times and colours; any other as it is.
    func reduce(_ frame: VideoFrame) throws(FFmpegError) -> VideoFrame {
        let raw = frame.raw
        let layout: AVPixelFormat
        switch AVPixelFormat(raw.pointee.format) {
        case AV_PIX_FMT_YUVA444P12LE: layout = AV_PIX_FMT_YUVA444P10LE
        case AV_PIX_FMT_YUVA422P12LE: layout = AV_PIX_FMT_YUVA422P10LE
        default: return frame
        }
        let (width, height) = (raw.pointee.width, raw.pointee.height)
        context = sws_getCachedContext(
            context, width, height, AVPixelFormat(raw.pointee.format), width, height, layout, SWS_POINT, nil, nil, nil)
        let scaling = try allocated(context, "sws_getCachedContext")
        let made = VideoFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
        try check(av_frame_copy_props(made.raw, raw), "av_frame_copy_props", frame.pixelFormat)
        (made.raw.pointee.width, made.raw.pointee.height) = (width, height)
        made.raw.pointee.format = layout.rawValue
        try check(sws_scale_frame(scaling, made.raw, raw), "sws_scale_frame", frame.pixelFormat)
        return made
    }
}
