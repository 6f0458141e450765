internal import CFFmpeg
package import Timing

/// How pictures are to be coded.
package struct VideoCoding: Sendable, Equatable {
    /// Which coder.
    package enum Codec: String, Sendable {
        /// H.264 by x264.
        case h264 = "libx264"
        /// HEVC by x265.
        case hevc = "libx265"
        /// Apple ProRes.
        case prores = "prores_ks"
        /// Avid DNxHR.
        case dnxhr = "dnxhd"
        /// Pictures by themselves.
        case jpeg = "mjpeg"
        /// WebP, one picture after another in one.
        case webp = "libwebp_anim"
    }

    package var codec: Codec
    /// Private options of the coder, such as ("crf", "23").
    package var options: [(key: String, value: String)]

    package init(_ codec: Codec, options: [(key: String, value: String)] = []) {
        self.codec = codec
        self.options = options
    }

    package static func == (lhs: VideoCoding, rhs: VideoCoding) -> Bool {
        lhs.codec == rhs.codec && lhs.options.map(\.key) == rhs.options.map(\.key)
            && lhs.options.map(\.value) == rhs.options.map(\.value)
    }
}

/// Codes pictures of one size, one format and one time base.
package struct VideoEncoder: ~Copyable {
    let context: CodecContext
    package let timeBase: Rational
    private let packet: Packet
    /// How long each picture in the coder is shown, by its time: coders do not hand that through.
    private var durations: [Int: Int] = [:]

    /// - Parameters:
    ///   - format: the pictures that will come.
    ///   - timeBase: ticks of their times.
    ///   - frameRate: a hint for rate control and level; `nil` when the clip has none.
    ///   - light: what the stream is to say of its light, in H.264 and HEVC.
    ///   - chromaPlace: where chroma lies between luma; `nil` leaves it unsaid.
    ///   - isInterlaced: whether pictures are coded as two fields, in the order that each one says.
    ///   - inContainer: whether parameter sets go into the container's header.
    ///   - threads: 0 takes one for each core.
    package init(
        _ coding: VideoCoding, format: PictureFormat, sampleAspectRatio: Rational = Rational(1), timeBase: Rational,
        frameRate: Rational?, light: LightMetadata? = nil, chromaPlace: ChromaPlace? = nil, isInterlaced: Bool = false,
        inContainer: Bool = true,
        threads: Int = 0
    ) throws(FFmpegError) {
        try FFmpegLibraries.load()
        guard let codec = avcodec_find_encoder_by_name(coding.codec.rawValue) else {
            throw FFmpegError(
                code: shim_AVERROR_ENCODER_NOT_FOUND, operation: "avcodec_find_encoder_by_name",
                subject: coding.codec.rawValue)
        }
        let packet = try Packet()
        let options = coding.options(saying: light)
        let opened = try CodecContext(codec, options: options.map { ($0.key, $0.value) }) {
            raw throws(FFmpegError) in
            raw.pointee.width = Int32(format.width)
            raw.pointee.height = Int32(format.height)
            raw.pointee.pix_fmt =
                coding.codec == .jpeg && format.layout == .yuv420 ? AV_PIX_FMT_YUVJ420P : format.layout.raw
            raw.pointee.sample_aspect_ratio = AVRational(sampleAspectRatio)
            raw.pointee.time_base = AVRational(timeBase)
            if let frameRate { raw.pointee.framerate = AVRational(frameRate) }
            raw.pointee.colorspace = matrix(named: format.colour.matrix)
            raw.pointee.color_primaries = primaries(named: format.colour.primaries)
            raw.pointee.color_trc = transfer(named: format.colour.transfer)
            raw.pointee.color_range = range(named: format.colour.range)
            if let chromaPlace { raw.pointee.chroma_sample_location = chromaPlace.raw }
            if isInterlaced { raw.pointee.flags |= Int32(AV_CODEC_FLAG_INTERLACED_DCT) }
            raw.pointee.thread_count = Int32(threads)
            if inContainer { raw.pointee.flags |= Int32(AV_CODEC_FLAG_GLOBAL_HEADER) }
        }
        self.timeBase = timeBase
        self.packet = packet
        context = opened
    }

    /// The parameter sets that the coder put into the container's header; `nil` for other codecs than H.264 and HEVC.
    package var parameterSets: ParameterSets? {
        let raw = context.raw.pointee
        return ParameterSets(raw.codec_id, raw.extradata, raw.extradata_size)
    }

    /// Codes one picture as shown from `pts` for `duration` ticks, and hands over each packet that is ready.
    package mutating func encode(
        _ frame: VideoFrame, pts: Int, duration: Int, each body: (borrowing Packet) throws -> Void
    ) throws {
        // A reference, not a copy of pixels: times and type of a shared picture are not ours to write.
        let raw = try allocated(av_frame_clone(frame.raw), "av_frame_clone")
        defer {
            var raw: UnsafeMutablePointer<AVFrame>? = raw
            av_frame_free(&raw)
        }
        raw.pointee.pts = Int64(pts)
        raw.pointee.pict_type = AV_PICTURE_TYPE_NONE
        // Coders with a fixed quantizer read it from each picture; without it JPEGs came out at the finest.
        raw.pointee.quality = context.raw.pointee.global_quality
        if raw.pointee.format == AV_PIX_FMT_YUV420P.rawValue, context.raw.pointee.pix_fmt == AV_PIX_FMT_YUVJ420P {
            raw.pointee.format = AV_PIX_FMT_YUVJ420P.rawValue
        }
        // The "yuvj" layouts are the plain ones with the range in their name; coders take the range from their tags.
        let plain = String(cString: av_get_pix_fmt_name(context.raw.pointee.pix_fmt))
        if frame.pixelFormat != plain, frame.plainFormat == plain {
            raw.pointee.format = context.raw.pointee.pix_fmt.rawValue
        }
        durations[pts] = duration
        try send(raw, each: body)
    }

    /// Hands over what the coder still holds.
    package mutating func finish(each body: (borrowing Packet) throws -> Void) throws {
        try send(nil, each: body)
    }

    private mutating func send(
        _ frame: UnsafeMutablePointer<AVFrame>?, each body: (borrowing Packet) throws -> Void
    ) throws {
        try check(avcodec_send_frame(context.raw, frame), "avcodec_send_frame", context.name)
        while true {
            let status = avcodec_receive_packet(context.raw, packet.raw)
            if status == shim_AVERROR_EAGAIN || status == shim_AVERROR_EOF { return }
            try check(status, "avcodec_receive_packet", context.name)
            if let pts = packet.pts, let duration = durations.removeValue(forKey: pts) {
                packet.raw.pointee.duration = Int64(duration)
            }
            try body(packet)
        }
    }
}
