internal import CFFmpeg

/// Changes size, layout and colour matrix of pictures, with swscale; what is only a mean of whole squares, without.
///
/// A final class, used from one thread: the context depends on the pictures that come in and is made
/// anew when their format changes in the middle of a clip, which damaged files and adaptive streams do.
package final class Scaler {
    /// How pixels are mixed.
    package enum Filter: Sendable {
        /// Sharp, for pictures that people look at.
        case bicubic
        /// The mean of the covered area: what a detector wants of a strong reduction.
        case area
        /// The mean of squares of whole pixels, where the reduction is by a whole number; else as ``area``.
        case mean
    }

    /// What becomes of alpha, which no target has.
    package enum Alpha: Sendable {
        /// The colours are taken as they lie under it, as players without alpha do.
        case ignored
        /// A checkerboard shows through, as in editing programs.
        case onCheckerboard
    }

    private let target: PictureFormat
    private let filter: Filter
    private let alpha: Alpha
    private let depth = AlphaDepth()
    private var context: OpaquePointer?
    private var source: Source?
    private var pool: PicturePool?
    /// What makes the picture without a context.
    private var shortcut: Shortcut?

    /// What is all there is to do for some pictures, and is done faster than by swscale.
    private enum Shortcut {
        /// A reduction by a whole number, with layout and colours as they are.
        case means(BoxMean)
        /// Another matrix or range, in the same size and layout.
        case colours(ColourChange)
    }

    /// What the context depends on.
    private struct Source: Equatable {
        var width: Int32
        var height: Int32
        var format: Int32
        var matrix: UInt32
        var range: UInt32
    }

    package init(to target: PictureFormat, filter: Filter, alpha: Alpha = .ignored) {
        self.target = target
        self.filter = filter
        self.alpha = alpha
    }

    deinit { if let context { sws_freeContext(context) } }

    /// The picture in the target's format, with the same times. Pixels are copied even where nothing changes.
    package func scale(_ frame: VideoFrame) throws(FFmpegError) -> VideoFrame {
        let frame = try alpha == .onCheckerboard ? depth.reduce(frame) : frame
        try prepare(for: frame.raw)
        if pool == nil { pool = try PicturePool(target) }
        let scaled = try pool!.picture()
        let raw = scaled.raw
        if shortcut != nil {
            takeShortcut(frame.raw, to: raw)
        } else {
            try check(sws_scale_frame(context, raw, frame.raw), "sws_scale_frame", frame.pixelFormat)
        }
        raw.pointee.pts = frame.raw.pointee.pts
        raw.pointee.best_effort_timestamp = frame.raw.pointee.best_effort_timestamp
        raw.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        apply(target.colour, to: raw)
        return scaled
    }

    private func prepare(for frame: UnsafeMutablePointer<AVFrame>) throws(FFmpegError) {
        let wanted = Source(
            width: frame.pointee.width, height: frame.pointee.height, format: frame.pointee.format,
            matrix: frame.pointee.colorspace.rawValue, range: frame.pointee.color_range.rawValue)
        if wanted == source { return }
        sws_freeContext(context)
        context = nil
        source = nil
        shortcut = shortcut(for: frame)
        if shortcut != nil {
            source = wanted
            return
        }
        let flags = (filter == .bicubic ? SWS_BICUBIC : SWS_AREA) | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT
        let raw = try allocated(sws_alloc_context(), "sws_alloc_context")
        context = raw
        // The ranges have to be known before swscale picks its way: told afterwards, it still copies pixels of one size
        // and one layout as they are.
        let options: [(String, Int32)] = [
            ("srcw", wanted.width), ("srch", wanted.height), ("src_format", wanted.format),
            ("dstw", Int32(target.width)), ("dsth", Int32(target.height)), ("dst_format", target.layout.raw.rawValue),
            ("sws_flags", flags), ("src_range", isFullRange(frame) ? 1 : 0),
            ("dst_range", target.colour.range == "pc" ? 1 : 0),
            // swscale's own number for it.
            ("alphablend", alpha == .onCheckerboard ? 2 : 0),
        ]
        for (name, value) in options {
            try check(av_opt_set_int(UnsafeMutableRawPointer(raw), name, Int64(value), 0), "av_opt_set_int", name)
        }
        let layout = av_get_pix_fmt_name(AVPixelFormat(wanted.format)).map { String(cString: $0) } ?? "unknown"
        try check(sws_init_context(raw, nil, nil), "sws_init_context", "\(wanted.width)x\(wanted.height) \(layout)")
        setColours(of: raw, from: frame)
        source = wanted
    }

    private func shortcut(for frame: UnsafeMutablePointer<AVFrame>) -> Shortcut? {
        let (width, height) = (Int(frame.pointee.width), Int(frame.pointee.height))
        let factor = width / target.width
        let format = AVPixelFormat(frame.pointee.format)
        guard width == target.width * factor, height == target.height * factor, target.layout == .yuv420,
            target.width % 2 == 0, target.height % 2 == 0,
            format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P,
            let from = meaning(frame.pointee.colorspace, frame.pointee.width, frame.pointee.height, isFullRange(frame)),
            let to = meaning(
                matrix(named: target.colour.matrix), Int32(target.width), Int32(target.height),
                target.colour.range == "pc")
        else { return nil }
        if factor == 1 { return from == to ? nil : .colours(ColourChange(from: from, to: to)) }
        guard filter == .mean, from == to else { return nil }
        return BoxMean(factor: factor, width: width).map(Shortcut.means)
    }

    private func takeShortcut(_ frame: UnsafeMutablePointer<AVFrame>, to made: UnsafeMutablePointer<AVFrame>) {
        let (source, target) = (planes(of: frame), planes(of: made))
        switch shortcut {
        case .means(let box):
            for plane in 0..<3 {
                let shift = plane == 0 ? 0 : 1
                box.reduce(
                    source.data[plane], stride: source.strides[plane], to: target.data[plane],
                    stride: target.strides[plane], columns: self.target.width >> shift,
                    rows: self.target.height >> shift)
            }
        case .colours(let change):
            change.apply(to: source, into: target, columns: self.target.width, rows: self.target.height)
        case nil: break
        }
    }

    private func planes(of frame: UnsafeMutablePointer<AVFrame>) -> ColourChange.Planes {
        let (data, sizes) = (frame.pointee.data, frame.pointee.linesize)
        return ColourChange.Planes(
            data: [data.0!, data.1!, data.2!], strides: [Int(sizes.0), Int(sizes.1), Int(sizes.2)])
    }

    private func isFullRange(_ frame: UnsafeMutablePointer<AVFrame>) -> Bool {
        frame.pointee.color_range == AVCOL_RANGE_JPEG || isFullRangeFormat(AVPixelFormat(frame.pointee.format))
    }

    private func setColours(of raw: OpaquePointer, from frame: UnsafeMutablePointer<AVFrame>) {
        let from = coefficients(frame.pointee.colorspace, width: frame.pointee.width, height: frame.pointee.height)
        let to = coefficients(
            matrix(named: target.colour.matrix), width: Int32(target.width), height: Int32(target.height))
        // A refusal means that the formats need no matrix (gray), so there is nothing to report.
        _ = sws_setColorspaceDetails(
            raw, from, isFullRange(frame) ? 1 : 0, to, target.colour.range == "pc" ? 1 : 0, 0, 1 << 16, 1 << 16)
    }
}

/// What samples of a matrix mean; `nil` for the rarer ones, which are left to swscale.
private func meaning(_ matrix: AVColorSpace, _ width: Int32, _ height: Int32, _ isFull: Bool) -> ColourChange.Meaning? {
    let found = coefficients(matrix, width: width, height: height)
    if found == sws_getCoefficients(SWS_CS_ITU709) { return .bt709(isFull: isFull) }
    return found == sws_getCoefficients(SWS_CS_ITU601) ? .bt601(isFull: isFull) : nil
}

/// The YUV coefficients of a matrix. An unset one is taken as players take it: BT.709 from 720 lines or
/// 1280 columns up, BT.601 below.
private func coefficients(_ matrix: AVColorSpace, width: Int32, height: Int32) -> UnsafePointer<Int32>? {
    let number =
        switch matrix {
        case AVCOL_SPC_BT709: SWS_CS_ITU709
        case AVCOL_SPC_SMPTE170M, AVCOL_SPC_BT470BG: SWS_CS_ITU601
        case AVCOL_SPC_SMPTE240M: SWS_CS_SMPTE240M
        case AVCOL_SPC_FCC: SWS_CS_FCC
        case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: SWS_CS_BT2020
        default: width >= 1280 || height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601
        }
    return sws_getCoefficients(number)
}

func matrix(named name: String?) -> AVColorSpace {
    guard let name else { return AVCOL_SPC_UNSPECIFIED }
    let value = av_color_space_from_name(name)
    return value >= 0 ? AVColorSpace(UInt32(value)) : AVCOL_SPC_UNSPECIFIED
}

/// Writes the tags onto a picture, so that encoders and filters see them.
func apply(_ colour: ColourTags, to raw: UnsafeMutablePointer<AVFrame>) {
    raw.pointee.colorspace = matrix(named: colour.matrix)
    raw.pointee.color_primaries = primaries(named: colour.primaries)
    raw.pointee.color_trc = transfer(named: colour.transfer)
    raw.pointee.color_range = range(named: colour.range)
}

func primaries(named name: String?) -> AVColorPrimaries {
    let value = name.map { av_color_primaries_from_name($0) } ?? -1
    return value >= 0 ? AVColorPrimaries(UInt32(value)) : AVCOL_PRI_UNSPECIFIED
}

func transfer(named name: String?) -> AVColorTransferCharacteristic {
    let value = name.map { av_color_transfer_from_name($0) } ?? -1
    return value >= 0 ? AVColorTransferCharacteristic(UInt32(value)) : AVCOL_TRC_UNSPECIFIED
}

func range(named name: String?) -> AVColorRange {
    switch name {
    case "tv": AVCOL_RANGE_MPEG
    case "pc": AVCOL_RANGE_JPEG
    default: AVCOL_RANGE_UNSPECIFIED
    }
}

/// The "yuvj" formats say full range by their name, RGB by its nature.
private func isFullRangeFormat(_ format: AVPixelFormat) -> Bool {
    switch format {
    case AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P: true
    default: av_pix_fmt_desc_get(format).map { $0.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0 } ?? false
    }
}
