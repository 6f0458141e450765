internal import CFFmpeg

/// Brings sound to one rate, one channel layout and one sample format, with swresample.
///
/// A final class, used from one thread. A stream that changes its format in the middle is followed.
package final class Resampler {
    private let sampleRate: Int
    private let format: AVSampleFormat
    private let channels: Int
    private var context: OpaquePointer?
    private var source: Source?

    private struct Source: Equatable {
        var sampleRate: Int32
        var channels: Int32
        var format: Int32
    }

    init(sampleRate: Int, channels: Int, format: AVSampleFormat) {
        self.sampleRate = sampleRate
        self.channels = channels
        self.format = format
    }

    /// Interleaved floats at the track's own rate and channels, as meters take them.
    package static func interleavedFloats(sampleRate: Int, channels: Int) -> Resampler {
        Resampler(sampleRate: sampleRate, channels: channels, format: AV_SAMPLE_FMT_FLT)
    }

    deinit { if context != nil { swr_free(&context) } }

    /// The sound in the target's format; `nil` when the resampler keeps all of it for now.
    package func convert(_ frame: AudioFrame) throws(FFmpegError) -> AudioFrame? {
        let wanted = Source(
            sampleRate: frame.raw.pointee.sample_rate, channels: frame.raw.pointee.ch_layout.nb_channels,
            format: frame.raw.pointee.format)
        if wanted != source {
            swr_free(&context)
            source = nil
        }
        if context == nil { try open(for: frame.raw) }
        source = wanted
        let capacity = swr_get_out_samples(context, Int32(frame.samples))
        return try run(capacity: capacity) { output throws(FFmpegError) in
            let input = UnsafeMutableRawPointer(frame.raw.pointee.extended_data!)
                .assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
            return try check(
                swr_convert(context, output, capacity, input, Int32(frame.samples)), "swr_convert", "sound")
        }
    }

    /// What the resampler still holds; `nil` when it holds nothing.
    package func finish() throws(FFmpegError) -> AudioFrame? {
        guard context != nil else { return nil }
        let capacity = swr_get_out_samples(context, 0)
        guard capacity > 0 else { return nil }
        return try run(capacity: capacity) { output throws(FFmpegError) in
            try check(swr_convert(context, output, capacity, nil, 0), "swr_convert", "sound")
        }
    }

    private func open(for frame: UnsafeMutablePointer<AVFrame>) throws(FFmpegError) {
        var target = AVChannelLayout()
        av_channel_layout_default(&target, Int32(channels))
        defer { av_channel_layout_uninit(&target) }
        // The same number of channels keeps its own order rather than being mixed to the default one.
        let keeps = frame.pointee.ch_layout.nb_channels == Int32(channels)
        var output = keeps ? frame.pointee.ch_layout : target
        var input = frame.pointee.ch_layout
        if input.order == AV_CHANNEL_ORDER_UNSPEC {
            av_channel_layout_default(&input, frame.pointee.ch_layout.nb_channels)
            if keeps { output = input }
        }
        try check(
            swr_alloc_set_opts2(
                &context, &output, format, Int32(sampleRate), &input, AVSampleFormat(frame.pointee.format),
                frame.pointee.sample_rate, 0, nil), "swr_alloc_set_opts2", "sound")
        try check(swr_init(context), "swr_init", "sound")
    }

    private func run(
        capacity: Int32, _ convert: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) throws(FFmpegError) -> Int32
    ) throws(FFmpegError) -> AudioFrame? {
        guard capacity > 0 else { return nil }
        let frame = AudioFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
        frame.raw.pointee.nb_samples = capacity
        frame.raw.pointee.format = format.rawValue
        frame.raw.pointee.sample_rate = Int32(sampleRate)
        av_channel_layout_default(&frame.raw.pointee.ch_layout, Int32(channels))
        try check(av_frame_get_buffer(frame.raw, 0), "av_frame_get_buffer", "sound")
        frame.raw.pointee.nb_samples = try convert(frame.raw.pointee.extended_data!)
        return frame.samples > 0 ? frame : nil
    }
}
