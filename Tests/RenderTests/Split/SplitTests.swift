import Media
import Render
import Support
import Testing
import Timing

/// Splits real files and reads the pieces back.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct SplitTests {
    @Test func copiesFromIDRPicturesAndEncodesTheRest() throws {
        let split = try Split(try Clip.threeShots(), at: [20, 41, 52])
        #expect(split.pieces.map(\.method) == ["copy", "copy", "encode", "copy"])
        #expect(split.pieces.map(\.file) == ["shot-01.mp4", "shot-02.mp4", "shot-03.mp4", "shot-04.mp4"])
        try split.expectEveryFrameOnce()
    }

    @Test func encodesAShotWhoseEndNeedsTheNext() throws {
        let split = try Split(try Clip.threeShots(), at: [20, 40])
        #expect(split.pieces.map(\.method) == ["copy", "encode", "encode"])
        try split.expectEveryFrameOnce()
    }

    @Test(arguments: ["one-key", "open", "hevc", "hevc-open", "edits", "vfr", "rotated", "prores", "mkv", "ts", "avi"])
    func losesNothingOf(_ name: String) throws {
        let path =
            switch name {
            case "one-key": try Clip.oneKeyframe()
            case "open": try Clip.openGroups()
            case "hevc": try Clip.hevc()
            case "hevc-open": try Clip.hevcOpenGroups()
            case "edits": try Clip.editList()
            case "vfr": try Clip.variableRate()
            case "rotated": try Clip.rotated()
            case "prores": try Clip.prores()
            case "mkv": try Clip.matroska()
            case "avi": try Clip.made("shots.avi", Clip.counter(frames: 48, cuts: [24]) + Clip.h264(group: 12))
            default: try Clip.transportStream()
            }
        for cuts in [[12, 24, 36], [1, 11, 13, 23, 35], []] {
            let split = try Split(path, at: cuts)
            try split.expectEveryFrameOnce()
        }
    }

    @Test func ffmpegsOwnProgramFindsEveryFrameToo() throws {
        let split = try Split(try Clip.threeShots(), at: [20, 41, 52])
        let hashes = try FFprobe.pictureHashes(of: split.source)
        for (piece, file) in zip(split.pieces, split.files) {
            let found = try FFprobe.pictureHashes(of: file)
            #expect(found.count == piece.frames.count)
            if piece.method == "copy" { #expect(found == Array(hashes[piece.frames])) }
            let sound = try FFprobe.sound(of: file)
            #expect(abs(sound.samples - piece.frames.count * 2000) <= 1024)
            #expect(abs(try #require(sound.start)) < 0.022)
        }
    }

    @Test(arguments: [
        ("yuv420p10le", 160, 90), ("yuv444p", 160, 90), ("yuv422p", 160, 90), ("yuvj420p", 160, 90),
        ("yuv444p", 161, 91), ("yuv444p", 1, 1), ("yuv420p", 2, 2), ("gray", 160, 90), ("rgb24", 160, 90),
    ])
    func keepsPixelsOf(_ layout: String, _ width: Int, _ height: Int) throws {
        let split = try Split(try Clip.layout(layout, width: width, height: height), at: [3, 5])
        try split.expectEveryFrameOnce(numbered: width >= 8)
    }

    @Test(arguments: [11, 12, 13, 14, 15, 16])
    func cutsAnywhere(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let paths = [try Clip.threeShots(), try Clip.openGroups(), try Clip.matroska(), try Clip.transportStream()]
        let path = try #require(paths.randomElement(using: &random))
        let cuts = Set((0..<Int.random(in: 1...6, using: &random)).map { _ in Int.random(in: 1..<48, using: &random) })
        try Split(path, at: cuts.sorted()).expectEveryFrameOnce("seed \(seed)")
    }

    @Test func keepsTagsShapeAndTurn() throws {
        let split = try Split(try Clip.rotated(), at: [20, 41, 52])
        for file in split.files {
            let video = try #require(try Demuxer(opening: file).video)
            #expect(video.colour == .bt709 && video.rotation == 90 && !video.mirrored, "\(file)")
            #expect(try Demuxer(opening: file).audio.first?.language == "eng")
            #expect(BoxOrder.isFastStart(file) == true)
        }
        let wide = try Clip.made(
            "sar-split.mp4", Clip.counter(frames: 20, width: 120, height: 90) + ["-vf", "setsar=4/3"]
                + Clip.h264(keyframes: [10]))
        let shaped = try Split(wide, at: [10, 15])
        for file in shaped.files {
            #expect(try Demuxer(opening: file).video?.sampleAspectRatio == Rational(4, 3))
        }
    }

    @Test func givesAppleThePlayableTag() throws {
        let source = try Clip.made("hevc.mkv", ["-i", try Clip.hevc(), "-c", "copy"])
        let split = try Split(source, at: [12])
        #expect(split.pieces.map(\.method) == ["copy", "copy"])
        for file in split.files { #expect(try Demuxer(opening: file).video?.codecTag == "hvc1") }
    }

    @Test func refusesToCopyWhereThatIsNotExact() throws {
        #expect(throws: Splitter.Failure.self) { _ = try Split(try Clip.threeShots(), at: [20, 41], method: .copy) }
        let exact = try Split(try Clip.threeShots(), at: [20, 52], method: .copy)
        #expect(exact.pieces.map(\.method) == ["copy", "copy", "copy"])
        let encoded = try Split(try Clip.threeShots(), at: [20], method: .encode)
        #expect(encoded.pieces.map(\.method) == ["encode", "encode"])
        try encoded.expectEveryFrameOnce()
    }

    @Test func stopsWhenAsked() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { _ = try Split(try Clip.threeShots(), at: [20]) { throw Stop() } }
    }
}
