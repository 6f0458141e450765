import Foundation
import Media
import Support
import Testing

/// Damage that the usual decoders take for legal is told by stricter ones.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct StrictDamageTests {
    private let folder = try! TemporaryFolder()
    private static let picture = ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=2", "-pix_fmt", "yuv420p"]
    private static let pictures: [String: [String]] = [
        "vp9.webm": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "500k", "-g", "25"],
        "h264.mp4": Clip.h264(group: 25, bFrames: 0) + ["-preset", "medium"],
        "h264-cavlc.mp4": Clip.h264(group: 25, bFrames: 0) + ["-x264-params", "cabac=0"],
        "hevc.mp4": ["-c:v", "libx265", "-preset", "fast", "-x265-params", "log-level=none:keyint=25:bframes=0:wpp=0"],
        "hevc-rows.mp4": [
            "-c:v", "libx265", "-preset", "fast", "-x265-params", "log-level=none:keyint=25:bframes=0:wpp=1:ctu=16",
        ],
        "av1.mp4": ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime", "-b:v", "500k", "-g", "25"],
    ]
    private static let sounds = ["mp3.mp4": "libmp3lame", "ac3.mp4": "ac3", "eac3.mp4": "eac3", "flac.mkv": "flac"]

    private func clip(_ name: String) throws -> String {
        if let options = Self.pictures[name] { return try Clip.made("strict-\(name)", Self.picture + options) }
        let sound = ["-f", "lavfi", "-i", "aevalsrc=0.3*sin(2*PI*t*(300+200*t))+0.1*sin(2*PI*2500*t):s=48000:d=2"]
        return try Clip.made(
            "strict-\(name)",
            Array(Self.picture.prefix(4)) + sound + ["-pix_fmt", "yuv420p"] + Clip.h264(group: 25, bFrames: 0)
                + ["-c:a", Self.sounds[name]!])
    }

    private func read(_ path: String) throws -> DecodePass.Damage {
        try DecodePass(path, soundStream: try Demuxer(opening: path).audio.first?.index).run(picture: { _ in })
    }

    /// The clip with other bytes in the second half of one packet of a stream.
    private func damaged(_ name: String, packet: Int, seed: UInt64) throws -> String {
        let whole = try clip(name)
        let stream = Self.sounds[name] == nil ? "v" : "a"
        let listed = try Tool.ffprobe.run(
            ["-v", "error", "-select_streams", stream, "-show_entries", "packet=pos,size", "-of", "csv=p=0", whole])
        let places = listed.text.split(separator: "\n").map { $0.split(separator: ",").compactMap { Int($0) } }
        let (size, start) = (places[packet][0], places[packet][1])
        var random = SeededGenerator(seed: seed)
        var all = try bytes(of: whole)
        for place in start + size / 2..<start + size { all[place] = UInt8.random(in: 0...255, using: &random) }
        return try folder.write(all, to: "\(seed)-\(name)")
    }

    @Test(arguments: Array(pictures.keys) + Array(sounds.keys))
    func aWholeClipHasNone(name: String) throws {
        #expect(try read(try clip(name)) == DecodePass.Damage())
    }

    @Test(arguments: pictures.keys, [1, 2, 3] as [UInt64])
    func aDamagedPictureAndThoseAfterItAreTold(name: String, seed: UInt64) throws {
        let damage = try read(try damaged(name, packet: 30, seed: seed))
        let frames = damage.damagedFrames
        // What a decoder of several pictures at a time loses counts on behind what comes out.
        #expect(frames.count > 15 && frames.allSatisfy { (30..<50).contains($0) }, "seed \(seed): \(damage)")
    }

    /// What the packets of `name` are without one of the picture's.
    private func removed(_ number: Int, from whole: String) throws -> String {
        let path = folder.file("without-\(number).mp4")
        try Tool.ffmpeg.run(["-v", "error", "-i", whole, "-c", "copy", "-bsf:v", "noise=drop='eq(n,\(number))'", path])
        return path
    }

    @Test(arguments: [true, false])
    func missingPicturesAreToldByThoseThatLeanOnThem(isArithmetic: Bool) throws {
        // In groups of 25 with two pictures between, every second of which others lean on.
        let whole = try Clip.made(
            "strict-gaps-\(isArithmetic).mp4",
            Self.picture + Clip.h264(group: 25, bFrames: 3)
                + ["-x264-params", "cabac=\(isArithmetic ? 1 : 0):b-pyramid=normal:b-adapt=0:scenecut=0"])
        #expect(try read(whole) == DecodePass.Damage())
        let damage = try read(try removed(5, from: whole))
        let frames = damage.damagedFrames
        // The fifth packet shows frame 8, and those before frame 25 need it, but for what comes before frame 4.
        #expect(frames.count > 15 && frames.allSatisfy { (4..<25).contains($0) }, "\(damage)")
    }

    @Test(arguments: ["ac3.mp4", "eac3.mp4", "flac.mkv"])
    func soundThatIsDamagedFromItsFirstPacketOnIsTold(name: String) throws {
        let damage = try read(try damaged(name, packet: 0, seed: 1))
        let place = try #require(damage.damagedSound.first, "\(damage)")
        #expect(damage.refusedPackets > 0 && place.start.seconds < 0.1, "\(damage)")
    }

    @Test(arguments: sounds.keys, [1, 2, 3] as [UInt64])
    func damagedSoundIsToldWithItsTime(name: String, seed: UInt64) throws {
        let path = try damaged(name, packet: 20, seed: seed)
        let damage = try read(path)
        // MP3 has no checksum: other bytes may be another sound, as legal. What a strict decode notices is told, the rest is not.
        let judge = try Tool.ffmpeg.attempt([
            "-v", "error", "-err_detect", "crccheck+bitstream+buffer+careful+compliant", "-i", path, "-map", "0:a",
            "-f", "null", "-",
        ])
        if judge.errors.isEmpty {
            #expect(name == "mp3.mp4" && damage == DecodePass.Damage(), "seed \(seed): \(damage)")
            return
        }
        #expect(damage.refusedPackets > 0 && damage.damagedFrames.isEmpty, "seed \(seed): \(damage)")
        // Packets have 24 to 96 ms; MP3's lend one another room.
        let place = try #require(damage.damagedSound.first)
        #expect((0.4...2.0).contains(place.start.seconds) && place.end > place.start, "seed \(seed): \(damage)")
    }
}
