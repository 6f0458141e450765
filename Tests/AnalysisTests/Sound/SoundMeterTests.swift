import Analysis
import Foundation
import Support
import Testing

struct SoundMeterTests {
    private func measure(_ samples: [Float], channels: Int = 1, rate: Int = 48000, block: Int = 1024) throws
        -> SoundFacts
    {
        let meter = try #require(SoundMeter(channels: channels, sampleRate: rate))
        var place = 0
        while place < samples.count {
            let end = min(place + block * channels, samples.count)
            samples[place..<end].withUnsafeBufferPointer { meter.take($0) }
            place = end
        }
        return meter.finish()
    }

    /// A sine of 1 kHz in every channel.
    private func tone(_ seconds: Double, level: Float, channels: Int = 1, rate: Int = 48000) -> [Float] {
        (0..<Int(seconds * Double(rate))).flatMap { index -> [Float] in
            let value = level * sin(2 * .pi * 1000 * Float(index % rate) / Float(rate))
            return Array(repeating: value, count: channels)
        }
    }

    private func quiet(_ samples: Int) -> [Float] { Array(repeating: 0, count: samples) }

    @Test func tellsTheLoudnessOfEveryTenthOfASecond() throws {
        let facts = try measure(tone(1, level: 0.1) + quiet(48000) + tone(0.5, level: 0.5), block: 777)
        // Windows of 0.4 s begin every 0.1 s: 2.5 s hold 22.
        #expect(facts.momentaryLUFS.count == 22)
        let first = try #require(facts.momentaryLUFS[0])
        let last = try #require(facts.momentaryLUFS[21])
        #expect(abs(first + 23.0) < 0.2 && abs(last - first - 13.98) < 0.1)
        #expect(facts.momentaryLUFS[12...15].allSatisfy { $0 == nil || $0! < -70 }, "silence in the middle")
        #expect(facts.momentaryMaxLUFS == facts.momentaryLUFS.compactMap(\.self).max())
        #expect(try measure(tone(0.3, level: 0.1)).momentaryLUFS.isEmpty)
    }

    @Test func measuresASineAsTheStandardSays() throws {
        // EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS has -23 LUFS.
        let facts = try measure(tone(3, level: pow(10, -23 / 20), channels: 2), channels: 2)
        #expect(abs(try #require(facts.integratedLUFS) + 23) < 0.1)
        #expect(abs(try #require(facts.truePeakDBTP) + 23) < 0.2)
        #expect(facts.samples == 144_000 && facts.silence.isEmpty && !facts.isSilent)
    }

    @Test func saysNothingOfTheLoudnessOfSilence() throws {
        let facts = try measure(quiet(48000))
        #expect(facts.integratedLUFS == nil && facts.rangeLU == nil && facts.truePeakDBTP == nil)
        #expect(facts.silence == [0..<48000] && facts.isSilent)
    }

    @Test func measuresNothingAsNothing() throws {
        let facts = try measure([])
        #expect(facts.samples == 0 && facts.silence.isEmpty && !facts.isSilent && facts.integratedLUFS == nil)
    }

    @Test func findsSilenceAtBothEndsAndInTheMiddle() throws {
        let loud = [Float](repeating: 0.5, count: 1000)
        let samples = quiet(24000) + loud + quiet(30000) + loud + quiet(23999) + loud + quiet(24001)
        #expect(
            try measure(samples, block: 777).silence == [0..<24000, 25000..<55000, 80999..<samples.count])
    }

    @Test func callsAShortQuietClipSilent() throws {
        #expect(try measure(quiet(100)).isSilent)
        #expect(try measure(quiet(100) + [0.5]).silence.isEmpty)
    }

    @Test func drawsTheLineAtMinusSixtyDecibels() throws {
        #expect(try measure(Array(repeating: 0.000_999, count: 30000)).isSilent)
        #expect(try measure(Array(repeating: -0.001, count: 30000)).silence.isEmpty)
    }

    @Test func hearsEveryChannel() throws {
        let left: [Float] = (0..<30000).flatMap { _ in [0, 0, 0, 0, 0, 0.2] as [Float] }
        #expect(try !measure(left, channels: 6).isSilent)
    }

    @Test func neverGivesANumberThatIsNone() throws {
        for value in [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude] {
            let facts = try measure(tone(0.5, level: 0.1) + [value, value] + tone(0.5, level: 0.1))
            for number in [facts.integratedLUFS, facts.rangeLU, facts.truePeakDBTP] {
                #expect(number?.isFinite ?? true, "\(value)")
            }
        }
    }

    @Test func refusesWhatTheStandardDoesNotKnow() {
        #expect(SoundMeter(channels: 0, sampleRate: 48000) == nil)
        #expect(SoundMeter(channels: 65, sampleRate: 48000) == nil)
        #expect(SoundMeter(channels: 2, sampleRate: 0) == nil)
        #expect(SoundMeter(channels: 1, sampleRate: 8000) != nil)
    }

    @Test(
        .enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"),
        arguments: [
            ("mono", 1, 48000, "anoisesrc=d=4:c=pink:r=48000:a=0.3:seed=1"),
            ("stereo", 2, 44100, "anoisesrc=d=4:c=pink:r=44100:a=0.9:seed=2,pan=stereo|c0=c0|c1=0.2*c0"),
            (
                "surround", 6, 48000,
                "anoisesrc=d=4:c=pink:r=48000:a=0.5:seed=3,pan=5.1|c0=c0|c1=0.5*c0|c2=0.1*c0|c3=c0|c4=0.7*c0|c5=0.3*c0"
            ),
            ("uneven", 1, 48000, "sine=f=300:r=48000:d=16,volume='if(lt(t,8),1,0.3)':eval=frame"),
        ])
    func agreesWithFFmpeg(_ name: String, _ channels: Int, _ rate: Int, _ source: String) throws {
        let raw = try Tool.ffmpeg.run(["-v", "error", "-f", "lavfi", "-i", source, "-f", "f32le", "-"]).output
        let samples = raw.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        let facts = try measure(samples, channels: channels, rate: rate)
        let log = try Tool.ffmpeg.run(
            [
                "-hide_banner", "-nostats", "-f", "lavfi", "-i", "\(source),ebur128=peak=true:framelog=verbose", "-f",
                "null", "-",
            ]
        ).errors
        func value(_ label: String) throws -> Double {
            let text = try #require(log.components(separatedBy: "Summary:").last)
            let match = try #require(try Regex("\(label):\\s+(-?[0-9.]+)").firstMatch(in: text))
            let digits = try #require(match[1].substring)
            return try #require(Double(digits))
        }
        #expect(abs(try #require(facts.integratedLUFS) - value("I")) <= 0.1)
        let (range, judged) = (try #require(facts.rangeLU), try value("LRA"))
        #expect(abs(range - judged) <= 0.2 + 0.1 * judged, "\(range), not \(judged)")
        #expect(abs(try #require(facts.truePeakDBTP) - value("Peak")) <= 0.2)
    }
}
