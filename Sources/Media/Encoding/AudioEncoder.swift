internal import CFFmpeg
package import Timing

/// How sound is to be coded.
package struct AudioCoding: Sendable, Equatable {
    /// Which coder.
    package enum Codec: String, Sendable {
        /// AAC-LC by FFmpeg's own coder.
        case aac
        /// 16 bits a sample, uncompressed.
        case pcm = "pcm_s16le"
    }

    package var codec: Codec
    /// Bits a second for all channels; not used for PCM.
    package var bitRate: Int

    package init(_ codec: Codec, bitRate: Int) {
        self.codec = codec
        self.bitRate = bitRate
    }
}

/// Codes sound of any layout: it is brought to what the coder takes, and cut into the coder's blocks.
///
/// Times are counted in samples from the first one; a final class, used from one thread.
package final class AudioEncoder {
    let context: CodecContext
    /// Ticks of the packets: one sample.
    package let timeBase: Rational
    private let resampler: Resampler
    private let queue: OpaquePointer
    private let packet: Packet
    /// When the next sample is heard, in samples; below 0 it is left out.
    private var next = 0
    private var hasBegun = false

    /// A coder for sound like the track `source`.
    package convenience init(_ coding: AudioCoding, source: AudioStreamInfo) throws(FFmpegError) {
        try self.init(coding, sampleRate: source.sampleRate, channels: source.channels)
    }

    /// A coder for sound of about this rate and so many channels, as near as the codec has them.
    package init(_ coding: AudioCoding, sampleRate: Int, channels: Int) throws(FFmpegError) {
        try FFmpegLibraries.load()
        guard let codec = avcodec_find_encoder_by_name(coding.codec.rawValue) else {
            throw FFmpegError(
                code: shim_AVERROR_ENCODER_NOT_FOUND, operation: "avcodec_find_encoder_by_name",
                subject: coding.codec.rawValue)
        }
        let sampleRate = Self.sampleRate(near: sampleRate, for: coding.codec)
        let channels = Self.channels(near: channels, for: coding.codec)
        let format = shim_first_sample_format(codec)
        context = try CodecContext(codec) { raw throws(FFmpegError) in
            raw.pointee.sample_rate = Int32(sampleRate)
            av_channel_layout_default(&raw.pointee.ch_layout, Int32(channels))
            raw.pointee.sample_fmt = format
            raw.pointee.bit_rate = Int64(coding.bitRate)
            raw.pointee.time_base = AVRational(num: 1, den: Int32(sampleRate))
            raw.pointee.flags |= Int32(AV_CODEC_FLAG_GLOBAL_HEADER)
        }
        timeBase = Rational(1, sampleRate)!
        resampler = Resampler(sampleRate: sampleRate, channels: channels, format: format)
        queue = try allocated(av_audio_fifo_alloc(format, Int32(channels), 4096), "av_audio_fifo_alloc")
        packet = try Packet()
    }

    deinit { av_audio_fifo_free(queue) }

    /// Samples a second of what is coded.
    package var sampleRate: Int { Int(context.raw.pointee.sample_rate) }

    /// Codes some sound and hands over each packet that is ready.
    ///
    /// - Parameter start: when the first sample of the first frame is heard; what comes before 0 is left
    ///   out, to the sample. Later frames follow without a gap.
    package func encode(
        _ frame: AudioFrame, start: MediaTime = .zero, each body: (borrowing Packet) throws -> Void
    ) throws {
        if !hasBegun {
            next = start.rescaled(to: timeBase, rounding: .nearest)?.ticks ?? 0
            hasBegun = true
        }
        if let converted = try resampler.convert(frame) { try push(converted) }
        try drain(all: false, each: body)
    }

    /// Codes the rest, and hands over what the coder still holds.
    package func finish(each body: (borrowing Packet) throws -> Void) throws {
        if let rest = try resampler.finish() { try push(rest) }
        try drain(all: true, each: body)
        try send(nil, each: body)
    }

    private func push(_ frame: AudioFrame) throws(FFmpegError) {
        let data = UnsafeMutableRawPointer(frame.raw.pointee.extended_data!)
            .assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
        try check(av_audio_fifo_write(queue, data, Int32(frame.samples)), "av_audio_fifo_write", context.name)
        if next < 0 {
            let early = min(-next, frame.samples)
            try check(av_audio_fifo_drain(queue, Int32(early)), "av_audio_fifo_drain", context.name)
            next += early
        }
    }

    private func drain(all: Bool, each body: (borrowing Packet) throws -> Void) throws {
        let block = context.raw.pointee.frame_size > 0 ? Int(context.raw.pointee.frame_size) : 1024
        while true {
            let waiting = Int(av_audio_fifo_size(queue))
            guard waiting >= block || (all && waiting > 0) else { return }
            let samples = min(waiting, block)
            let frame = AudioFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
            let raw = frame.raw
            raw.pointee.nb_samples = Int32(samples)
            raw.pointee.format = context.raw.pointee.sample_fmt.rawValue
            raw.pointee.sample_rate = context.raw.pointee.sample_rate
            try check(
                av_channel_layout_copy(&raw.pointee.ch_layout, &context.raw.pointee.ch_layout),
                "av_channel_layout_copy", context.name)
            try check(av_frame_get_buffer(raw, 0), "av_frame_get_buffer", context.name)
            let data = UnsafeMutableRawPointer(raw.pointee.extended_data!)
                .assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
            try check(av_audio_fifo_read(queue, data, Int32(samples)), "av_audio_fifo_read", context.name)
            raw.pointee.pts = Int64(next)
            next += samples
            try send(raw, each: body)
        }
    }

    private func send(_ frame: UnsafeMutablePointer<AVFrame>?, each body: (borrowing Packet) throws -> Void) throws {
        try check(avcodec_send_frame(context.raw, frame), "avcodec_send_frame", context.name)
        while true {
            let status = avcodec_receive_packet(context.raw, packet.raw)
            if status == shim_AVERROR_EAGAIN || status == shim_AVERROR_EOF { return }
            try check(status, "avcodec_receive_packet", context.name)
            try body(packet)
        }
    }

    /// AAC has thirteen rates (ISO/IEC 14496-3); browsers play those up to 48 kHz.
    private static func sampleRate(near rate: Int, for codec: AudioCoding.Codec) -> Int {
        guard codec == .aac else { return rate }
        let rates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000]
        return rates.contains(rate) ? rate : rates.first { $0 >= rate } ?? 48000
    }

    private static func channels(near count: Int, for codec: AudioCoding.Codec) -> Int {
        codec == .aac && ![1, 2, 3, 4, 5, 6, 8].contains(count) ? 2 : count
    }
}
