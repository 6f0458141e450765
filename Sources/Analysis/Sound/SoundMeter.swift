internal import CEBUR128
internal import Glibc

/// Measures loudness, true peak and silence over the sound of a clip, block by block.
///
/// A final class, used from one thread: the library's state has one owner. The measuring is libebur128's.
public final class SoundMeter {
    private var state: UnsafeMutablePointer<ebur128_state>?
    private let channels: Int
    private let sampleRate: Int
    private var samples = 0
    private var quietSince: Int?
    private var silence: [Range<Int>] = []
    private var details: SampleMeter
    private var moments: [Double?] = []

    /// -60 dB of full scale: below it a 16-bit track is dither and coding noise.
    private static let silentLevel: Float = 0.001

    /// A meter for `channels` interleaved channels of `sampleRate` samples a second; `nil` for what
    /// BS.1770 does not define (no channel, more than 64, rates out of range).
    public init?(channels: Int, sampleRate: Int) {
        guard (1...64).contains(channels), (16...2_822_400).contains(sampleRate) else { return nil }
        let modes = [EBUR128_MODE_M, EBUR128_MODE_I, EBUR128_MODE_LRA, EBUR128_MODE_TRUE_PEAK]
        let mode = modes.reduce(Int32(0)) { $0 | Int32($1.rawValue) }
        guard let state = ebur128_init(UInt32(channels), UInt(sampleRate), mode) else { return nil }
        self.state = state
        self.channels = channels
        self.sampleRate = sampleRate
        details = SampleMeter(channels: channels, sampleRate: sampleRate)
    }

    deinit { ebur128_destroy(&state) }

    /// Measures interleaved samples, full scale at 1. A count that is no multiple of the channels is our
    /// own mistake.
    public func take(_ interleaved: UnsafeBufferPointer<Float>) {
        precondition(interleaved.count % channels == 0, "samples come in whole frames")
        let frames = interleaved.count / channels
        guard frames > 0 else { return }
        addLoudness(interleaved, frames)
        details.take(interleaved)
        for frame in 0..<frames {
            var peak: Float = 0
            for channel in 0..<channels { peak = max(peak, abs(interleaved[frame * channels + channel])) }
            if peak < Self.silentLevel {
                quietSince = quietSince ?? samples + frame
            } else {
                endSilence(at: samples + frame)
            }
        }
        samples += frames
    }

    /// Feeds the library in tenths of a second, after each of which R128 wants the momentary loudness.
    private func addLoudness(_ interleaved: UnsafeBufferPointer<Float>, _ frames: Int) {
        let tenth = max(1, sampleRate / 10)
        var done = 0
        while done < frames {
            let count = min(frames - done, tenth - (samples + done) % tenth)
            ebur128_add_frames_float(state, interleaved.baseAddress! + done * channels, count)
            done += count
            var moment = 0.0
            if (samples + done) % tenth == 0, samples + done >= 4 * tenth,
                ebur128_loudness_momentary(state, &moment) == 0
            {
                moments.append(moment.isFinite ? moment : nil)
            }
        }
    }

    /// What was measured.
    public func finish() -> SoundFacts {
        endSilence(at: samples, isWhole: quietSince == 0)
        var loudness = 0.0
        var range = 0.0
        let hasLoudness = ebur128_loudness_global(state, &loudness) == 0 && loudness.isFinite
        let hasRange = ebur128_loudness_range(state, &range) == 0 && range.isFinite
        var peak = 0.0
        for channel in 0..<channels {
            var value = 0.0
            if ebur128_true_peak(state, UInt32(channel), &value) == 0 { peak = max(peak, value) }
        }
        return SoundFacts(
            integratedLUFS: hasLoudness ? loudness : nil, rangeLU: hasLoudness && hasRange ? range : nil,
            momentaryMaxLUFS: moments.compactMap(\.self).max(), momentaryLUFS: moments,
            truePeakDBTP: peak > 0 && peak.isFinite ? 20 * log10(peak) : nil, silence: silence,
            details: details.facts(), samples: samples)
    }

    private func endSilence(at sample: Int, isWhole: Bool = false) {
        guard let start = quietSince else { return }
        quietSince = nil
        // A clip shorter than half a second that is quiet throughout is silent as well.
        if sample - start >= sampleRate / 2 || isWhole { silence.append(start..<sample) }
    }
}
