import Media
import Support
import Testing
import Timing

/// Sound coded into a file of its own and read back.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct AudioEncoderTests {
    private let folder = try! TemporaryFolder()

    /// Codes the sound of `source`, its first sample heard at `start`.
    private func coded(
        _ source: String, _ codec: AudioCoding.Codec = .aac, start: MediaTime = .zero
    ) throws -> String {
        let path = folder.file("sound.\(codec == .aac ? "mp4" : "mov")")
        let track = try Demuxer(opening: source).audio[0]
        let muxer = try Muxer(creating: path, codec == .aac ? .mp4 : .mov)
        let encoder = try AudioEncoder(AudioCoding(codec, bitRate: 96_000), source: track)
        let stream = try muxer.addStream(encoder, language: track.language)
        try muxer.begin()
        _ = try DecodePass(source, soundStream: track.index).run(
            picture: { _ in },
            sound: { try encoder.encode($0, start: start) { try muxer.write($0, to: stream) } })
        try encoder.finish { try muxer.write($0, to: stream) }
        try muxer.finish()
        return path
    }

    private func source(_ name: String, rate: Int = 48000, channels: Int = 1) throws -> String {
        try Clip.made(
            name,
            Clip.counter(frames: 12) + Clip.tone(seconds: 0.5, rate: rate)
                + ["-ac", "\(channels)", "-c:a", "pcm_s16le", "-metadata:s:a:0", "language=eng"] + Clip.h264())
    }

    @Test(arguments: [AudioCoding.Codec.aac, .pcm])
    func keepsEverySample(_ codec: AudioCoding.Codec) throws {
        let path = try coded(try source("tone-48.mov"), codec)
        let (samples, start) = try FFprobe.sound(of: path)
        // The first decoded block of AAC may still be the coder's priming, which the edit list leaves out.
        #expect(abs(samples - 24000) <= (codec == .aac ? 1024 : 0))
        #expect(abs(try #require(start)) < 0.022)
        let track = try Demuxer(opening: path).audio[0]
        #expect(track.language == "eng" && track.codec == (codec == .aac ? "aac" : "pcm_s16le"))
        #expect(abs(try #require(track.duration).seconds - 0.5) < 0.0005)
    }

    @Test(arguments: [(44100, 44100), (22050, 22050), (7350, 8000), (37800, 44100), (96000, 48000)])
    func bringsAACToARateThatPlayersKnow(_ rate: Int, _ expected: Int) throws {
        let path = try coded(try source("tone-\(rate).mov", rate: rate))
        let track = try Demuxer(opening: path).audio[0]
        #expect(track.sampleRate == expected)
        #expect(abs(try #require(track.duration).seconds - 0.5) < 0.001)
    }

    @Test(arguments: 1...8)
    func codesAnyNumberOfChannels(_ channels: Int) throws {
        let path = try coded(try source("tone-\(channels)ch.mov", channels: channels))
        #expect(try Demuxer(opening: path).audio[0].channels == (channels == 7 ? 2 : channels))
        #expect(abs(try FFprobe.sound(of: path).samples - 24000) <= 1024)
    }

    @Test func leavesOutWhatComesBeforeTheStartToTheSample() throws {
        for early in [1, 777, 1024, 5000] {
            let path = try coded(
                try source("tone-48.mov"), .pcm, start: MediaTime(value: -early, timescale: 48000))
            #expect(try FFprobe.sound(of: path).samples == 24000 - early)
        }
        let nothing = folder.file("sound.mov")
        #expect(try coded(try source("tone-48.mov"), .pcm, start: MediaTime(value: -1, timescale: 1)) == nothing)
    }

    @Test func beginsLaterWhereTheSoundDoes() throws {
        let path = try coded(try source("tone-48.mov"), start: MediaTime(value: 1, timescale: 4))
        let found = try FFprobe.sound(of: path)
        #expect(abs(try #require(found.start) - 0.25) < 0.022)
    }
}
