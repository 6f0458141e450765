internal import CFFmpeg

/// The memory of pictures of one size, given out again when nobody holds a picture any more: allocating it anew for each
/// picture of a clip scatters the memory of several threads more and more.
///
/// Pictures outlive it; it is used from one thread, pictures are given up on any.
final class PicturePool {
    private let format: PictureFormat
    private let memory: OpaquePointer
    /// What each row begins at a multiple of, which suits every instruction.
    private static let alignment: Int32 = 64
    /// Rows below those of the picture in each plane, which loops of many samples at once may touch.
    private static let rowsBelow = 2

    init(_ format: PictureFormat) throws(FFmpegError) {
        self.format = format
        let bytes = av_image_get_buffer_size(
            format.layout.raw, Int32(format.width), Int32(format.height + Self.rowsBelow), Self.alignment)
        try check(bytes, "av_image_get_buffer_size", "\(format.width)x\(format.height)")
        memory = try allocated(av_buffer_pool_init(Int(bytes), nil), "av_buffer_pool_init")
    }

    deinit {
        var memory: OpaquePointer? = memory
        av_buffer_pool_uninit(&memory)
    }

    /// A picture whose samples are whatever they were.
    func picture() throws(FFmpegError) -> VideoFrame {
        let frame = VideoFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
        let raw = frame.raw
        let buffer = try allocated(av_buffer_pool_get(memory), "av_buffer_pool_get")
        raw.pointee.buf.0 = buffer
        raw.pointee.width = Int32(format.width)
        raw.pointee.height = Int32(format.height)
        raw.pointee.format = format.layout.raw.rawValue
        try check(
            withUnsafeMutablePointer(to: &raw.pointee.data.0) { data in
                withUnsafeMutablePointer(to: &raw.pointee.linesize.0) { strides in
                    av_image_fill_arrays(
                        data, strides, buffer.pointee.data, format.layout.raw, Int32(format.width),
                        Int32(format.height + Self.rowsBelow), Self.alignment)
                }
            }, "av_image_fill_arrays", "\(format.width)x\(format.height)")
        return frame
    }
}
