import Analysis
import Foundation
import Support
import Testing

struct SampleFactsTests {
    private let rate = 48_000

    private func measure(_ left: [Float], _ right: [Float]? = nil, block: Int = 1000) throws -> SoundFacts {
        let channels = right == nil ? 1 : 2
        let samples = right.map { zip(left, $0).flatMap { [$0, $1] } } ?? left
        let meter = try #require(SoundMeter(channels: channels, sampleRate: rate))
        for start in stride(from: 0, to: samples.count, by: block * channels) {
            Array(samples[start..<min(start + block * channels, samples.count)]).withUnsafeBufferPointer {
                meter.take($0)
            }
        }
        return meter.finish()
    }

    private func tone(_ count: Int, _ frequency: Float = 440, level: Float = 0.3) -> [Float] {
        (0..<count).map { level * sin(2 * .pi * frequency * Float($0) / 48_000) }
    }

    @Test func aCleanToneHasNoFault() throws {
        let details = try measure(tone(48_000), tone(48_000, 660)).details
        #expect(details.clipped.isEmpty && details.dropouts.isEmpty && details.dcOffset < 0.001)
        #expect(details.stereo == .stereo)
    }

    @Test func threeSamplesAtFullScaleAreClipping() throws {
        var samples = tone(4800)
        samples.replaceSubrange(1000..<1002, with: [1, 1])
        #expect(try measure(samples).details.clipped.isEmpty)
        samples.replaceSubrange(1000..<1003, with: [1, 1, -1])
        #expect(try measure(samples).details.clipped == [1000..<1003])
        // Also over the border between two blocks, and at the very end.
        samples.replaceSubrange(4797..<4800, with: [1, 1, 1])
        #expect(try measure(samples, block: 1001).details.clipped == [1000..<4800])
    }

    @Test func aHoleInTheSoundIsFound() throws {
        var samples = tone(48_000)
        for index in 9600..<12_000 { samples[index] = 0 }
        let gaps = try measure(samples).details.dropouts
        #expect(gaps.count == 1)
        #expect(abs(gaps[0].lowerBound - 9600) <= 48 && abs(gaps[0].upperBound - 12_000) <= 48)
    }

    @Test func soundThatFadesIsNoHole() throws {
        let fading = tone(48_000).enumerated().map { $1 * max(0, 1 - Float($0) / 24_000) }
        #expect(try measure(fading).details.dropouts.isEmpty)
        // Nor is silence before the first sound and after the last.
        let framed = [Float](repeating: 0, count: 4800) + tone(9600) + [Float](repeating: 0, count: 4800)
        #expect(try measure(framed).details.dropouts.isEmpty)
    }

    @Test func theRelationOfTwoChannelsIsTold() throws {
        let sound = tone(9600)
        let silent = [Float](repeating: 0, count: 9600)
        #expect(try measure(sound, sound).details.stereo == .mono)
        #expect(try measure(sound, sound.map { -$0 }).details.stereo == .inverted)
        #expect(try measure(sound, silent).details.stereo == .oneSided)
        #expect(try measure(silent, silent).details.stereo == nil)
        #expect(try measure(sound).details.stereo == nil)
    }

    @Test func anOffsetIsMeasured() throws {
        #expect(abs(try measure(tone(48_000).map { $0 + 0.05 }).details.dcOffset - 0.05) < 0.001)
    }

    // ffmpeg's own meter as the judge.
    @Test(.enabled(if: Tool.ffmpeg.isInstalled)) func momentaryLoudnessIsThatOfFFmpeg() throws {
        let samples = tone(24_000, 1000, level: 0.05) + tone(24_000, 1000, level: 0.4) + tone(24_000, 1000, level: 0.1)
        let folder = try TemporaryFolder()
        let file = folder.file("sound.f32")
        try samples.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: file))
        let log = try Tool.ffmpeg.run([
            "-hide_banner", "-f", "f32le", "-ar", "48000", "-ac", "1", "-i", file, "-af",
            "ebur128=framelog=info", "-f", "null", "-",
        ]).errors
        let moments = log.matches(of: #/M:\s*(-?\d+\.\d)/#).compactMap { Double($0.output.1) }
        let loudest = try #require(moments.max())
        #expect(abs(try #require(try measure(samples).momentaryMaxLUFS) - loudest) < 0.1)
    }
}
