import Foundation
import Media
import Support
import Testing

/// Every shot's sound is at its full level from the first sample, whatever the codec.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct SoundAtCutsTests {
    /// Codecs that a clip may come with, as FFmpeg writes them, and the kind of file.
    static let codecs: [(name: String, options: [String], kind: String)] = [
        ("aac", ["-c:a", "aac"], "mp4"), ("ac3", ["-c:a", "ac3"], "mp4"), ("eac3", ["-c:a", "eac3"], "mp4"),
        ("flac", ["-c:a", "flac"], "mkv"), ("alac", ["-c:a", "alac"], "mov"),
        ("mp3", ["-c:a", "libmp3lame"], "mp4"), ("mp3-slow", ["-c:a", "libmp3lame", "-b:a", "32k"], "mkv"),
        ("mp3-lsf", ["-c:a", "libmp3lame", "-ar", "24000", "-b:a", "16k"], "mkv"),
        ("mp3-avi", ["-c:a", "libmp3lame"], "avi"), ("mp2", ["-c:a", "mp2"], "mkv"),
        ("opus", ["-c:a", "libopus"], "mp4"), ("opus-webm", ["-c:a", "libopus", "-frame_duration", "60"], "mkv"),
        ("opus-short", ["-c:a", "libopus", "-frame_duration", "2.5"], "mkv"), ("vorbis", ["-c:a", "libvorbis"], "mkv"),
        ("dts", ["-c:a", "dca", "-strict", "-2"], "mkv"), ("wma", ["-c:a", "wmav2"], "mkv"),
        ("truehd", ["-c:a", "truehd", "-strict", "-2"], "mkv"), ("adpcm", ["-c:a", "adpcm_ms"], "avi"),
        ("pcm", ["-c:a", "pcm_s16le"], "mov"), ("pcm-mkv", ["-c:a", "pcm_s24le"], "mkv"),
        ("wavpack", ["-c:a", "wavpack"], "mkv"), ("alaw", ["-c:a", "pcm_alaw"], "avi"),
    ]

    private static func source(_ name: String, _ kind: String, sound: [String], _ options: [String]) throws -> String {
        try Clip.made(
            "\(name).\(kind)",
            Clip.counter(frames: 75, rate: "25", cuts: [30, 55]) + sound + Clip.h264(bFrames: 0, keyframes: [30])
                + ["-ac", "2"] + options)
    }

    @Test(arguments: codecs.map(\.name)) func aToneIsAtItsLevelFromTheFirstSample(_ name: String) throws {
        let codec = try #require(Self.codecs.first { $0.name == name })
        let tone = ["-f", "lavfi", "-i", "aevalsrc=0.4*sin(2*PI*1000*t):s=48000:d=3"]
        let clip = try Self.source("tone-\(name)", codec.kind, sound: tone, codec.options)
        let split = try Split(clip, at: [30, 55])
        let steady = try Sound(of: clip).level(1.2..<1.8)
        for (number, file) in split.files.enumerated().dropFirst() {
            let sound = try Sound(of: file)
            for start in [0.001, 0.005, 0.01, 0.02, 0.04, 0.06] {
                let level = sound.level(start..<start + 0.004)
                #expect(abs(level / steady - 1) < 0.1, "shot \(number + 1) at \(start) s: \(level) of \(steady)")
            }
        }
    }

    @Test(arguments: codecs.map(\.name)) func clicksComeWhenTheyComeInTheSource(_ name: String) throws {
        let codec = try #require(Self.codecs.first { $0.name == name })
        let clip = try Self.source("clicks-\(name)", codec.kind, sound: Clip.clicks(seconds: 3), codec.options)
        let split = try Split(clip, at: [30, 55])
        // Not the one at 0, of which an encoder's delay hides a part.
        let isLater = { (click: Double) in click > 0.1 }
        let expected = try Sound(of: clip).clicks.filter(isLater)
        var found: [Double] = []
        for (piece, file) in zip(split.pieces, split.files) {
            let start = split.times.time(of: piece.frames.lowerBound).seconds
            // A packet of ALAC lasts 85 ms: the edit list ends a shot inside its last one, and FFmpeg's program plays it out.
            let length = Double(piece.frames.count) / 25
            found += try Sound(of: file).clicks.filter { $0 < length }.map { $0 + start }.filter(isLater)
        }
        #expect(found.count == expected.count, "\(found) in place of \(expected)")
        for (click, there) in zip(found, expected) { #expect(abs(click - there) < 0.003, "\(click), \(there)") }
    }
}
