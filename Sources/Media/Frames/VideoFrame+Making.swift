internal import CFFmpeg
internal import Glibc

extension VideoFrame {
    /// A picture of one colour, to lay others on; `luma`, `cb` and `cr` are 8-bit video-range samples.
    package static func blank(_ format: PictureFormat, luma: UInt8, cb: UInt8, cr: UInt8) throws(FFmpegError)
        -> VideoFrame
    {
        let frame = VideoFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
        let raw = frame.raw
        precondition(format.layout == .yuv420, "blank pictures are 8-bit 4:2:0")
        raw.pointee.width = Int32(format.width)
        raw.pointee.height = Int32(format.height)
        raw.pointee.format = AV_PIX_FMT_YUV420P.rawValue
        try check(av_frame_get_buffer(raw, 0), "av_frame_get_buffer", "\(format.width)x\(format.height)")
        let chromaRows = (format.height + 1) / 2
        memset(raw.pointee.data.0!, Int32(luma), Int(raw.pointee.linesize.0) * format.height)
        memset(raw.pointee.data.1!, Int32(cb), Int(raw.pointee.linesize.1) * chromaRows)
        memset(raw.pointee.data.2!, Int32(cr), Int(raw.pointee.linesize.2) * chromaRows)
        apply(format.colour, to: raw)
        return frame
    }

    /// A picture from computed samples, 8-bit 4:2:0; each plane without padding.
    package static func computed(
        _ format: PictureFormat, luma: (_ x: Int, _ y: Int) -> UInt8,
        chroma: (_ x: Int, _ y: Int) -> (cb: UInt8, cr: UInt8)
    ) throws(FFmpegError) -> VideoFrame {
        let frame = try blank(format, luma: 16, cb: 128, cr: 128)
        let raw = frame.raw.pointee
        for y in 0..<format.height {
            let row = raw.data.0! + y * Int(raw.linesize.0)
            for x in 0..<format.width { row[x] = luma(x, y) }
        }
        for y in 0..<(format.height + 1) / 2 {
            let blue = raw.data.1! + y * Int(raw.linesize.1)
            let red = raw.data.2! + y * Int(raw.linesize.2)
            for x in 0..<(format.width + 1) / 2 { (blue[x], red[x]) = chroma(x, y) }
        }
        return frame
    }

    /// Copies `picture` onto this one with its top left corner at an even place inside; both are 8-bit 4:2:0.
    ///
    /// Only for a picture that nobody else holds yet.
    package func lay(_ picture: VideoFrame, x: Int, y: Int) {
        precondition(x >= 0 && y >= 0 && x % 2 == 0 && y % 2 == 0, "pictures lie at even places")
        precondition(x + picture.width <= width && y + picture.height <= height, "pictures lie inside")
        let (from, to) = (picture.raw.pointee, raw.pointee)
        for row in 0..<picture.height {
            memcpy(
                to.data.0! + (y + row) * Int(to.linesize.0) + x, from.data.0! + row * Int(from.linesize.0),
                picture.width)
        }
        for row in 0..<(picture.height + 1) / 2 {
            let columns = (picture.width + 1) / 2
            memcpy(
                to.data.1! + (y / 2 + row) * Int(to.linesize.1) + x / 2, from.data.1! + row * Int(from.linesize.1),
                columns)
            memcpy(
                to.data.2! + (y / 2 + row) * Int(to.linesize.2) + x / 2, from.data.2! + row * Int(from.linesize.2),
                columns)
        }
    }
}
