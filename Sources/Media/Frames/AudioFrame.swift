internal import CFFmpeg

/// Decoded sound of some milliseconds, shared read-only.
///
/// `@unchecked Sendable`: nothing writes through `raw` after the frame was handed out, and FFmpeg's
/// buffer reference counts are atomic.
package final class AudioFrame: @unchecked Sendable {
    let raw: UnsafeMutablePointer<AVFrame>

    /// Takes over `raw` and frees it at the end.
    init(owning raw: UnsafeMutablePointer<AVFrame>) { self.raw = raw }

    deinit {
        var raw: UnsafeMutablePointer<AVFrame>? = raw
        av_frame_free(&raw)
    }

    /// Samples of one channel.
    package var samples: Int { Int(raw.pointee.nb_samples) }
    /// Samples a second.
    package var sampleRate: Int { Int(raw.pointee.sample_rate) }
    package var channels: Int { Int(raw.pointee.ch_layout.nb_channels) }
    /// When the first sample is heard, in ticks of the stream; `nil` when not known.
    package var pts: Int? { ticks(raw.pointee.best_effort_timestamp) ?? ticks(raw.pointee.pts) }

    /// The samples of a frame in interleaved float layout (``SampleLayout/interleavedFloat``), full scale at 1.
    package func withInterleavedFloats<R>(_ body: (UnsafeBufferPointer<Float>) throws -> R) rethrows -> R {
        precondition(raw.pointee.format == AV_SAMPLE_FMT_FLT.rawValue, "floats are read from float frames")
        let count = samples * channels
        guard count > 0, let data = raw.pointee.data.0 else {
            return try body(UnsafeBufferPointer(start: nil, count: 0))
        }
        return try data.withMemoryRebound(to: Float.self, capacity: count) {
            try body(UnsafeBufferPointer(start: $0, count: count))
        }
    }
}

extension AudioFrame {
    /// The frame's first `count` samples, sharing them; the frame itself when it has no more.
    package func keeping(first count: Int) throws(FFmpegError) -> AudioFrame {
        guard count < samples else { return self }
        let shorter = AudioFrame(owning: try allocated(av_frame_clone(raw), "av_frame_clone"))
        shorter.raw.pointee.nb_samples = Int32(max(0, count))
        return shorter
    }

    /// The frame without its first `count` samples, of which it has more; the rest is shared.
    package func dropping(first count: Int) throws(FFmpegError) -> AudioFrame {
        guard count > 0 else { return self }
        precondition(count < samples, "something has to be left of a frame")
        let rest = AudioFrame(owning: try allocated(av_frame_clone(raw), "av_frame_clone"))
        let format = AVSampleFormat(raw.pointee.format)
        let isPlanar = av_sample_fmt_is_planar(format) != 0
        let skipped = count * Int(av_get_bytes_per_sample(format)) * (isPlanar ? 1 : channels)
        for plane in 0..<(isPlanar ? channels : 1) { rest.raw.pointee.extended_data[plane]! += skipped }
        // FFmpeg keeps the first planes twice where they do not all fit into the frame.
        if rest.raw.pointee.extended_data[0] != rest.raw.pointee.data.0 { rest.raw.pointee.data.0! += skipped }
        rest.raw.pointee.nb_samples = Int32(samples - count)
        return rest
    }

    /// Silence that can stand before or behind this frame.
    package func silence(of count: Int) throws(FFmpegError) -> AudioFrame {
        let silence = AudioFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
        silence.raw.pointee.nb_samples = Int32(clamping: count)
        silence.raw.pointee.format = raw.pointee.format
        silence.raw.pointee.sample_rate = raw.pointee.sample_rate
        try check(
            av_channel_layout_copy(&silence.raw.pointee.ch_layout, &raw.pointee.ch_layout), "av_channel_layout_copy",
            "silence")
        try check(av_frame_get_buffer(silence.raw, 0), "av_frame_get_buffer", "silence")
        try check(
            av_samples_set_silence(
                silence.raw.pointee.extended_data, 0, silence.raw.pointee.nb_samples, Int32(channels),
                AVSampleFormat(raw.pointee.format)), "av_samples_set_silence", "silence")
        return silence
    }
}

extension AudioFrame {
    /// Sound from computed samples: interleaved floats, full scale at 1.
    package static func computed(_ interleaved: [Float], channels: Int, sampleRate: Int) throws(FFmpegError)
        -> AudioFrame
    {
        precondition(channels > 0 && interleaved.count % channels == 0, "samples come in whole frames")
        let frame = AudioFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
        frame.raw.pointee.nb_samples = Int32(interleaved.count / channels)
        frame.raw.pointee.format = AV_SAMPLE_FMT_FLT.rawValue
        frame.raw.pointee.sample_rate = Int32(sampleRate)
        av_channel_layout_default(&frame.raw.pointee.ch_layout, Int32(channels))
        try check(av_frame_get_buffer(frame.raw, 0), "av_frame_get_buffer", "sound")
        frame.raw.pointee.data.0!.withMemoryRebound(to: Float.self, capacity: interleaved.count) { target in
            for (index, sample) in interleaved.enumerated() { target[index] = sample }
        }
        return frame
    }
}
