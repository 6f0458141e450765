internal import CFFmpeg

/// The layout of a picture's pixels, as far as this program makes pictures of its own: planar, with
/// chroma at half or full resolution, in 8 or 10 bits.
package enum PixelLayout: String, Sendable, CaseIterable {
    case yuv420 = "yuv420p"
    case yuv422 = "yuv422p"
    case yuv444 = "yuv444p"
    case yuv420TenBit = "yuv420p10le"
    case yuv422TenBit = "yuv422p10le"
    case yuv444TenBit = "yuv444p10le"

    /// FFmpeg knows each case by its raw value.
    var raw: AVPixelFormat { av_get_pix_fmt(rawValue) }

    /// The layout that loses least of a picture in FFmpeg's format `name`, for a coder that takes whole
    /// 2x2 blocks of chroma only where both sides are even.
    package static func closest(to name: String, width: Int, height: Int) -> PixelLayout {
        guard let format = av_pix_fmt_desc_get(av_get_pix_fmt(name)) else { return .yuv420 }
        let tenBit = format.pointee.comp.0.depth > 8
        let isRGB = format.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
        let isGray = format.pointee.nb_components < 3
        let narrow = isGray || (format.pointee.log2_chroma_w > 0 && !isRGB)
        let low = isGray || (format.pointee.log2_chroma_h > 0 && !isRGB)
        if !narrow || width % 2 != 0 || (low && height % 2 != 0) { return tenBit ? .yuv444TenBit : .yuv444 }
        if !low { return tenBit ? .yuv422TenBit : .yuv422 }
        return tenBit ? .yuv420TenBit : .yuv420
    }
}

/// Size, layout and colours of a picture to be made.
package struct PictureFormat: Sendable, Equatable {
    package var width: Int
    package var height: Int
    package var layout: PixelLayout
    /// What the samples mean; an unset matrix or range is guessed from the size as players do.
    package var colour: ColourTags

    package init(width: Int, height: Int, layout: PixelLayout = .yuv420, colour: ColourTags = .bt709) {
        self.width = width
        self.height = height
        self.layout = layout
        self.colour = colour
    }
}
