internal import CFFmpeg

/// Turns the packets of one stream into frames. Damage is counted, never thrown: a tool that is handed
/// material that cannot be made again finishes the job and says what it saw.
package struct Decoder: ~Copyable {
    private let context: CodecContext
    private let notes = DecoderNotes()
    /// Packets that the decoder refused.
    package private(set) var refusedPackets = 0
    /// How often FFmpeg has said that something in the packets is wrong.
    var complaints: DecoderNotes.Counts { notes.counts }

    /// The largest picture that is decoded, in pixels: above 8K with some room, far below what a hostile
    /// header can ask for.
    static let maximumPixels = 72_000_000

    /// Which pictures have the edges of their blocks smoothed.
    package enum Deblocking: Sendable {
        /// All, as the standard has it.
        case all
        /// Those that others are predicted from, so that nothing adds up. The others keep faint edges: a picture of a third
        /// of the size was 56 dB or more from what it was, in 480 frames of two clips.
        case references
        /// None: what is left over adds up until the next keyframe.
        case none
    }

    /// A decoder for `stream` of the open clip.
    ///
    /// - Parameters:
    ///   - threads: how many pictures are decoded at a time; 0 takes one for each core.
    ///   - showsAlpha: whether pictures come with alpha where it lies beside them, as in WebM.
    ///   - rigor: how closely it looks for damage.
    package init(
        for stream: Int, of demuxer: borrowing Demuxer, threads: Int = 0, deblocking: Deblocking = .all,
        showsAlpha: Bool = false, rigor: DecoderRigor = .usual
    ) throws {
        let source = demuxer.stream(stream)
        let parameters = source.pointee.codecpar!
        let alphaDecoder = showsAlpha ? Self.alphaDecoder(of: source) : nil
        guard let codec = alphaDecoder ?? rigor.decoder(for: parameters.pointee.codec_id) else {
            let name = String(cString: avcodec_get_name(parameters.pointee.codec_id))
            throw InputError(path: demuxer.path, problem: .unknownCodec(name))
        }
        let opened = try CodecContext(codec, notes: notes) { raw throws(FFmpegError) in
            try check(avcodec_parameters_to_context(raw, parameters), "avcodec_parameters_to_context", demuxer.path)
            raw.pointee.pkt_timebase = source.pointee.time_base
            raw.pointee.max_pixels = Int64(Self.maximumPixels)
            raw.pointee.thread_count = Int32(threads)
            raw.pointee.thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE
            raw.pointee.skip_loop_filter = deblocking.skipped
            raw.pointee.err_recognition |= rigor.errorRecognition(for: parameters.pointee.codec_id)
        }
        context = opened
    }

    /// FFmpeg's own decoders of VP8 and VP9 leave out the alpha that WebM keeps beside the pictures; libvpx's have it.
    private static func alphaDecoder(of stream: UnsafeMutablePointer<AVStream>) -> UnsafePointer<AVCodec>? {
        guard hasAlphaBeside(stream) else { return nil }
        switch stream.pointee.codecpar.pointee.codec_id {
        case AV_CODEC_ID_VP9: return avcodec_find_decoder_by_name("libvpx-vp9")
        case AV_CODEC_ID_VP8: return avcodec_find_decoder_by_name("libvpx")
        default: return nil
        }
    }

    /// Decodes one packet and hands over each picture that is ready, in display order.
    package mutating func decode(_ packet: borrowing Packet, each body: (VideoFrame) throws -> Void) throws {
        try send(packet.raw) { try body(VideoFrame(owning: $0)) }
    }

    /// Decodes one packet of sound.
    package mutating func decode(_ packet: borrowing Packet, each body: (AudioFrame) throws -> Void) throws {
        try send(packet.raw) { try body(AudioFrame(owning: $0)) }
    }

    /// Hands over the pictures that the decoder still holds.
    package mutating func finish(each body: (VideoFrame) throws -> Void) throws {
        try send(nil) { try body(VideoFrame(owning: $0)) }
    }

    /// Hands over the sound that the decoder still holds.
    package mutating func finish(each body: (AudioFrame) throws -> Void) throws {
        try send(nil) { try body(AudioFrame(owning: $0)) }
    }

    /// Forgets what was decoded, after a seek.
    package mutating func flush() { avcodec_flush_buffers(context.raw) }

    private mutating func send(
        _ packet: UnsafeMutablePointer<AVPacket>?, each body: (UnsafeMutablePointer<AVFrame>) throws -> Void
    ) throws {
        var status = avcodec_send_packet(context.raw, packet)
        while status == shim_AVERROR_EAGAIN {
            guard try receive(body) else { break }
            status = avcodec_send_packet(context.raw, packet)
        }
        if status == shim_AVERROR_ENOMEM {
            throw FFmpegError(code: status, operation: "avcodec_send_packet", subject: context.name)
        }
        if status < 0, status != shim_AVERROR_EOF { refusedPackets += 1 }
        while try receive(body) {}
    }

    /// Hands over one frame if there is one.
    private mutating func receive(_ body: (UnsafeMutablePointer<AVFrame>) throws -> Void) throws -> Bool {
        let frame = try allocated(av_frame_alloc(), "av_frame_alloc")
        let status = avcodec_receive_frame(context.raw, frame)
        guard status >= 0 else {
            var frame: UnsafeMutablePointer<AVFrame>? = frame
            av_frame_free(&frame)
            if status == shim_AVERROR_EAGAIN || status == shim_AVERROR_EOF { return false }
            if status == shim_AVERROR_ENOMEM {
                throw FFmpegError(code: status, operation: "avcodec_receive_frame", subject: context.name)
            }
            refusedPackets += 1
            return true
        }
        try body(frame)
        return true
    }
}

extension Decoder.Deblocking {
    /// The pictures that are left as they are, in FFmpeg's words.
    fileprivate var skipped: AVDiscard {
        switch self {
        case .all: AVDISCARD_DEFAULT
        case .references: AVDISCARD_NONREF
        case .none: AVDISCARD_ALL
        }
    }
}
