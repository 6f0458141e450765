internal import CFFmpeg

/// A decoded picture, shared read-only between consumers without copying pixels.
///
/// `@unchecked Sendable`: nothing writes through `raw` after the frame was handed out, and FFmpeg's
/// buffer reference counts are atomic.
package final class VideoFrame: @unchecked Sendable {
    let raw: UnsafeMutablePointer<AVFrame>

    /// Takes over `raw` and frees it at the end.
    init(owning raw: UnsafeMutablePointer<AVFrame>) { self.raw = raw }

    deinit {
        var raw: UnsafeMutablePointer<AVFrame>? = raw
        av_frame_free(&raw)
    }

    /// Columns of the coded picture.
    package var width: Int { Int(raw.pointee.width) }
    /// Rows of the coded picture.
    package var height: Int { Int(raw.pointee.height) }
    /// When it is shown, in ticks of the stream that it was decoded from; `nil` when not known.
    package var pts: Int? { ticks(raw.pointee.best_effort_timestamp) ?? ticks(raw.pointee.pts) }
    /// FFmpeg's name of the pixel layout, "yuv420p".
    package var pixelFormat: String {
        av_get_pix_fmt_name(AVPixelFormat(raw.pointee.format)).map { String(cString: $0) } ?? "unknown"
    }
    /// Whether the decoder had to invent a part of the picture.
    package var isDamaged: Bool {
        raw.pointee.decode_error_flags != 0 || raw.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
    }
    /// Whether others may be predicted from it, as far as its kind tells: they rarely are from one that is itself
    /// predicted from both sides.
    package var isLikelyReference: Bool {
        raw.pointee.pict_type != AV_PICTURE_TYPE_B && raw.pointee.pict_type != AV_PICTURE_TYPE_BI
    }
    /// Whether it holds two fields.
    package var isInterlaced: Bool { shim_frame_is_interlaced(raw) != 0 }

    /// Whether its luma can be read as bytes, one after the other.
    package var hasEightBitLuma: Bool {
        guard let format = av_pix_fmt_desc_get(AVPixelFormat(raw.pointee.format))?.pointee else { return false }
        return format.comp.0.depth == 8 && format.comp.0.step == 1
            && format.flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL) == 0
    }

    /// Lends the luma of a picture with ``hasEightBitLuma`` where it lies: its samples, and how many there are from the
    /// beginning of a row to that of the next.
    package func withLuma<R>(_ body: (Span<UInt8>, _ stride: Int) throws -> R) rethrows -> R {
        precondition(hasEightBitLuma, "luma is lent as bytes")
        let stride = Int(raw.pointee.linesize.0)
        // A picture that is stored from the bottom up has to be turned.
        guard stride >= width else { return try body(plane(0).span, width) }
        let samples = UnsafeBufferPointer(start: raw.pointee.data.0, count: stride * (height - 1) + width)
        return try body(samples.span, stride)
    }

    /// The samples of one plane of an 8-bit planar picture, rows from the top, without padding.
    /// Any other layout is our own mistake: its bytes would give numbers that look fine.
    package func plane(_ index: Int) -> [UInt8] {
        let format = av_pix_fmt_desc_get(AVPixelFormat(raw.pointee.format))
        precondition(format?.pointee.comp.0.depth == 8 && index < 3, "planes are read from 8-bit pictures")
        let shift = index == 0 ? (0, 0) : (Int(format!.pointee.log2_chroma_w), Int(format!.pointee.log2_chroma_h))
        let columns = -(-width >> shift.0)
        let rows = -(-height >> shift.1)
        let data = [raw.pointee.data.0, raw.pointee.data.1, raw.pointee.data.2][index]!
        let stride = Int([raw.pointee.linesize.0, raw.pointee.linesize.1, raw.pointee.linesize.2][index])
        return [UInt8](unsafeUninitializedCapacity: columns * rows) { buffer, filled in
            for row in 0..<rows {
                (buffer.baseAddress! + row * columns).update(from: data + row * stride, count: columns)
            }
            filled = columns * rows
        }
    }
}
