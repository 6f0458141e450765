import Media
import Support
import Testing

/// Parts of decoded sound, as they come when a span begins or ends inside a block.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct SoundPartsTests {
    private let block = try! AudioFrame.computed((0..<20).map(Float.init), channels: 2, sampleRate: 48000)

    private func floats(_ frame: AudioFrame) -> [Float] { frame.withInterleavedFloats { Array($0) } }

    @Test func sharesTheSamplesThatAreKept() throws {
        #expect(floats(try block.dropping(first: 7)) == [14, 15, 16, 17, 18, 19])
        #expect(floats(try block.dropping(first: 0)) == floats(block))
        #expect(floats(try block.keeping(first: 9).dropping(first: 8)) == [16, 17])
        #expect(floats(block).count == 20)
    }

    @Test func makesSilenceOfTheSameKind() throws {
        let silence = try block.silence(of: 5)
        #expect(floats(silence) == Array(repeating: 0, count: 10))
        #expect(silence.sampleRate == 48000 && silence.channels == 2)
    }

    @Test func dropsOfEveryChannelInPlanesToo() throws {
        // AAC decodes to one plane a channel; what is coded of the rest is as long as the rest.
        let track = try #require(try Demuxer(opening: try Clip.threeShots()).audio.first)
        let encoder = try AudioEncoder(AudioCoding(.pcm, bitRate: 0), source: track)
        var (first, bytes) = (true, 0)
        _ = try DecodePass(try Clip.threeShots(), soundStream: track.index).run(
            picture: { _ in },
            sound: { frame in
                guard first else { return }
                first = false
                try encoder.encode(try frame.dropping(first: 24)) { bytes += $0.size }
                try encoder.finish { bytes += $0.size }
                #expect(bytes == (frame.samples - 24) * 2 * track.channels)
            })
        #expect(!first)
    }
}
