import Media
import Support
import Testing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct ResamplerTests {
    /// A constant of a half in every channel.
    private func constant(_ name: String, _ arguments: [String]) throws -> String {
        try Clip.made(
            name,
            Clip.counter(frames: 12) + ["-f", "lavfi", "-i", "aevalsrc=0.5:s=44100:d=0.5"] + arguments + Clip.h264())
    }

    private func floats(_ path: String, rate: Int, channels: Int) throws -> (samples: Int, values: [Float]) {
        let resampler = Resampler.interleavedFloats(sampleRate: rate, channels: channels)
        var (samples, values) = (0, [Float]())
        func take(_ frame: AudioFrame?) {
            guard let frame else { return }
            samples += frame.samples
            frame.withInterleavedFloats { values += $0 }
        }
        _ = try DecodePass(path, soundStream: try Demuxer(opening: path).audio[0].index).run(
            picture: { _ in }, sound: { take(try resampler.convert($0)) })
        take(try resampler.finish())
        #expect(values.count == samples * channels)
        return (samples, values)
    }

    @Test(arguments: ["pcm_s16le", "pcm_s24le", "pcm_f32le", "pcm_u8"])
    func bringsEveryFormatToFloats(_ codec: String) throws {
        let path = try constant("half-\(codec).mov", ["-c:a", codec])
        let (samples, values) = try floats(path, rate: 44100, channels: 1)
        #expect(samples == 22050)
        #expect(values.allSatisfy { abs($0 - 0.5) < 0.01 })
    }

    @Test func keepsEveryChannelOfASurroundTrack() throws {
        let path = try constant("half-5.1.mov", ["-af", "pan=5.1|c0=c0|c3=c0", "-c:a", "pcm_s16le"])
        let (samples, values) = try floats(path, rate: 44100, channels: 6)
        #expect(samples == 22050)
        #expect(Array(values[600..<606]).map { ($0 * 10).rounded() } == [5, 0, 0, 5, 0, 0])
    }

    @Test func changesTheRateWithoutLosingTheEnd() throws {
        let path = try constant("half.mov", ["-c:a", "pcm_s16le"])
        let (samples, values) = try floats(path, rate: 48000, channels: 2)
        #expect(abs(samples - 24000) <= 2)
        #expect(abs(values[20000] - values[20001]) < 0.001 && values[20000] > 0.3)
    }
}
