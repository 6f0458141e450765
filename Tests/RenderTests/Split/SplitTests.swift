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
        #expect(split.pieces.map(\.way.rawValue) == ["copy", "copy", "encode", "copy"])
        #expect(split.pieces.map(\.file) == ["shot-01.mp4", "shot-02.mp4", "shot-03.mp4", "shot-04.mp4"])
        try split.expectEveryFrameOnce()
    }

    @Test func encodesAShotWhoseEndNeedsTheNext() throws {
        let split = try Split(try Clip.threeShots(), at: [20, 40])
        #expect(split.pieces.map(\.way.rawValue) == ["copy", "smart", "smart"])
        try split.expectEveryFrameOnce()
    }

    @Test(arguments: [
        "one-key", "open", "hevc", "hevc-open", "edits", "vfr", "rotated", "prores", "mkv", "ts", "avi", "short-sound",
        "long-sound",
    ])
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
            case "short-sound": try soundOf(0.9, "short-sound.mp4")
            case "long-sound": try soundOf(3, "long-sound.mov", ["-c:a", "pcm_s16le"])
            case "avi": try Clip.made("shots.avi", Clip.counter(frames: 48, cuts: [24]) + Clip.h264(group: 12))
            default: try Clip.transportStream()
            }
        for cuts in [[12, 24, 36], [1, 11, 13, 23, 35], []] {
            let split = try Split(path, at: cuts)
            try split.expectEveryFrameOnce()
        }
    }

    /// Two seconds of picture with other than two seconds of sound.
    private func soundOf(_ seconds: Double, _ name: String, _ codec: [String] = ["-c:a", "aac"]) throws -> String {
        try Clip.made(
            name,
            Clip.counter(frames: 48, cuts: [24]) + Clip.tone(seconds: seconds, rate: 44100)
                + Clip.h264(keyframes: [24]) + codec)
    }

    @Test func countsTheFramesOfADamagedClip() throws {
        let folder = try TemporaryFolder()
        var all = try bytes(of: try Clip.oneKeyframe())
        for place in stride(from: all.count / 3, to: all.count / 2, by: 97) { all[place] ^= 0x55 }
        let path = try folder.write(all, to: "damaged.mp4")
        let split = try Split(path, at: [13, 27], isDamaged: true)
        #expect(split.pieces.map(\.way.rawValue) == ["encode", "encode", "encode"])
        #expect(split.pieces[0].reason == "the source is damaged: its packets and its frames do not match")
        let counts = try split.files.map { try Decoded($0).pictures.count }
        #expect(counts == split.pieces.map(\.frames.count))
    }

    @Test func followsAChangeOfSizeInTheMiddle() throws {
        let folder = try TemporaryFolder()
        let large = try Clip.made("split-a.ts", Clip.counter(frames: 12, width: 320, height: 180) + Clip.h264())
        let small = try Clip.made(
            "split-b.ts", Clip.counter(frames: 12) + Clip.h264() + ["-output_ts_offset", "0.5"])
        let path = try folder.write(try bytes(of: large) + bytes(of: small), to: "change.ts")
        let split = try Split(path, at: [6], method: .encode)
        #expect(try split.files.map { try Decoded($0).pictures.count } == [6, 18])
        #expect(try Decoded(split.files[1]).pictures.map(\.number) == Array(6..<12) + Array(0..<12))
    }

    @Test func ffmpegsOwnProgramFindsEveryFrameToo() throws {
        let split = try Split(try Clip.threeShots(), at: [20, 41, 52])
        let hashes = try FFprobe.pictureHashes(of: split.source)
        for (piece, file) in zip(split.pieces, split.files) {
            let found = try FFprobe.pictureHashes(of: file)
            #expect(found.count == piece.frames.count)
            if piece.way == .copy { #expect(found == Array(hashes[piece.frames])) }
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
            "sar-split.mp4",
            Clip.counter(frames: 20, width: 120, height: 90) + ["-vf", "setsar=4/3"]
                + Clip.h264(keyframes: [10]))
        let shaped = try Split(wide, at: [10, 15])
        for file in shaped.files {
            #expect(try Demuxer(opening: file).video?.sampleAspectRatio == Rational(4, 3))
        }
    }

    @Test func givesAppleThePlayableTag() throws {
        let source = try Clip.made("hevc.mkv", ["-i", try Clip.hevc(), "-c", "copy"])
        let split = try Split(source, at: [12])
        #expect(split.pieces.map(\.way.rawValue) == ["copy", "copy"])
        for file in split.files { #expect(try Demuxer(opening: file).video?.codecTag == "hvc1") }
    }

    @Test func refusesASmartCutWithoutAKeyframe() throws {
        let error = #expect(throws: Splitter.Failure.self) {
            _ = try Split(try Clip.oneKeyframe(), at: [13], method: .smart)
        }
        #expect(
            error.map { "\($0)" }
                == "shot 2 cannot be cut by smart: the first frame is not an IDR picture, "
                + "and no IDR picture follows in the shot; use --method auto")
        let split = try Split(try Clip.threeShots(), at: [19, 52], method: .smart)
        #expect(split.pieces.map(\.way) == [.smart, .smart, .copy])
        try split.expectEveryFrameOnce()
    }

    @Test func hidesTheLeadInOfACopyOffAKeyframe() throws {
        let split = try Split(try Clip.threeShots(), at: [7, 20, 41], method: .copy)
        #expect(split.pieces.allSatisfy { $0.way == .copy && $0.proof.reencoded.isEmpty })
        #expect(split.pieces[3].reason.contains("an edit list hides 21 frames before"))
        // Seven frames; browsers take a file to last until the last picture of all, hidden or not.
        let times = try PacketTable(reading: try Demuxer(opening: split.files[0])).entries
        let hidden = times.filter(\.isHidden).map { Double($0.pts) / 12288 }
        #expect(!hidden.isEmpty && hidden.allSatisfy { $0 > 7.0 / 24 && $0 < 7.0 / 24 + 0.001 })
        #expect(times.allSatisfy { $0.duration == 512 })
        try split.expectEveryFrameOnce()
    }

    @Test func encodesAllWhereThatIsAskedFor() throws {
        let encoded = try Split(try Clip.threeShots(), at: [20], method: .encode)
        #expect(encoded.pieces.map(\.way) == [.encode, .encode])
        try encoded.expectEveryFrameOnce()
    }

    @Test func decodesSeamsAloneWhereThatIsAskedFor() throws {
        // 20 and 52 are keyframes: the second shot is a copy, and only the others have a seam.
        let split = try Split(try Clip.threeShots(), at: [20, 52], verification: .seams)
        #expect(split.pieces.map(\.way) == [.copy, .copy, .copy])
        #expect(split.pieces.map(\.proof).allSatisfy { $0.verification == .packets && $0.comparedFrames == 0 })
        let cut = try Split(try Clip.threeShots(), at: [7, 52], verification: .seams)
        #expect(cut.pieces.map(\.way) == [.smart, .smart, .copy])
        #expect(cut.pieces.map(\.proof.verification) == [.ends, .ends, .packets])
        #expect(cut.pieces[1].proof.comparedFrames == 45 && cut.pieces.allSatisfy { $0.proof.failure == nil })
        // What an edit list hides is looked at as well: nothing but the list keeps it from being shown.
        let hidden = try Split(try Clip.threeShots(), at: [7], method: .copy, verification: .seams)
        #expect(hidden.pieces[1].proof.verification == .ends && hidden.pieces[1].proof.comparedFrames > 0)
    }

    @Test(arguments: [Verification.packets, .ends, .full])
    func provesWhatItCuts(_ verification: Verification) throws {
        let split = try Split(try Clip.threeShots(), at: [7, 41], verification: verification)
        let proofs = split.pieces.map(\.proof)
        #expect(proofs.allSatisfy { $0.failure == nil && $0.verification == verification })
        #expect(proofs.map(\.foundFrames) == [7, 34, 19])
        #expect(split.pieces.map(\.way) == [.smart, .smart, .smart])
        // 20 and 52 are keyframes.
        #expect(proofs[1].reencoded.map(\.frame) == Array(7..<20))
        #expect(proofs[2].reencoded.map(\.frame) == Array(41..<52))
        #expect(proofs.flatMap(\.reencoded).allSatisfy { $0.likeness > 45 })
        switch verification {
        case .packets, .seams: #expect(proofs[1].comparedFrames == 13)
        case .ends: #expect(proofs[1].comparedFrames == 34 && proofs[1].identicalFrames >= 21)
        case .full: #expect(proofs.map(\.comparedFrames) == [7, 34, 19])
        }
    }

    @Test func neverSpendsFewerBitsThanTheSource() throws {
        let source = try Clip.made(
            "fine.mp4",
            Clip.counter(frames: 40) + ["-vf", "noise=alls=20:allf=t"] + Clip.h264(keyframes: [20])
                + ["-crf", "4"])
        let split = try Split(source, at: [10])
        let table = try PacketTable(reading: try Demuxer(opening: source))
        let made = try PacketTable(reading: try Demuxer(opening: split.files[1]))
        #expect(split.pieces[1].way == .smart)
        #expect(made.entries.prefix(10).reduce(0) { $0 + $1.size } >= table.entries[10..<20].reduce(0) { $0 + $1.size })
    }

    @Test func keepsTheCodecAndTheDepthOfHEVC() throws {
        let deep = try Clip.made(
            "hevc-10.mp4",
            Clip.counter(frames: 24) + ["-pix_fmt", "yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast"]
                + ["-tag:v", "hvc1", "-x265-params", "log-level=none:keyint=12:min-keyint=12:scenecut=0"])
        let split = try Split(deep, at: [5], method: .encode)
        #expect(split.pieces.map(\.way) == [.encode, .encode])
        for file in split.files {
            let video = try #require(try Demuxer(opening: file).video)
            #expect(video.codec == "hevc" && video.codecTag == "hvc1" && video.bitDepth == 10)
        }
        try split.expectEveryFrameOnce()
    }

    @Test(arguments: ["yuv420p", "yuv420p10le"])
    func cutsInsideTheGroupsOfHEVC(_ layout: String) throws {
        let clip = try Clip.made(
            "hevc-groups-\(layout).mp4",
            Clip.counter(frames: 48) + [
                "-pix_fmt", layout, "-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1",
            ]
                + ["-x265-params", "log-level=none:keyint=12:min-keyint=12:scenecut=0:open-gop=0:bframes=3"])
        let split = try Split(clip, at: [5, 29], verification: .full)
        #expect(split.pieces.map(\.way).suffix(2) == [.smart, .smart])
        #expect(split.pieces[1].proof.reencoded.map(\.frame).prefix(7) == [5, 6, 7, 8, 9, 10, 11])
        #expect(split.pieces.flatMap(\.proof.reencoded).allSatisfy { $0.likeness > 45 })
        try split.expectEveryFrameOnce()
        for file in split.files {
            let video = try #require(try Demuxer(opening: file).video)
            #expect(video.codecTag == "hvc1" && video.bitDepth == (layout == "yuv420p" ? 8 : 10))
        }
        let join = try Split(clip, joining: [29..<40, 5..<7, 12..<24])
        #expect(join.pieces[0].way == .smart && join.pieces[0].proof.reencoded.count < 15)
        try join.expectEveryFrameOnce()
    }

    @Test func encodesInterlacedPicturesAsFields() throws {
        let fields = try Clip.made(
            "fields.mp4",
            Clip.counter(frames: 40, height: 96)
                + ["-c:v", "libx264", "-x264-params", "interlaced=1:keyint=20:scenecut=0"])
        let split = try Split(fields, at: [13])
        #expect(split.pieces[1].way == .encode && split.pieces[1].reason.hasSuffix("the source is interlaced"))
        #expect(try Demuxer(opening: split.files[1]).video?.interlaced == true)
    }

    @Test(arguments: ["flac", "pcm_s24le"])
    func keepsLosslessSoundToTheSample(_ codec: String) throws {
        let clip = try Clip.made(
            "lossless-\(codec).\(codec == "flac" ? "mp4" : "mov")",
            Clip.counter(frames: 48) + ["-f", "lavfi", "-i", "anoisesrc=r=44100:d=2:seed=3"]
                + Clip.h264(keyframes: [24]) + ["-c:a", codec, "-strict", "-2"])
        let split = try Split(clip, at: [11, 24])
        let whole = try samples(of: clip)
        var joined: [UInt8] = []
        for (piece, file) in zip(split.pieces, split.files) {
            #expect(try Demuxer(opening: file).audio.first?.codec == codec)
            let edges = [piece.frames.lowerBound, piece.frames.upperBound].map {
                Int((split.times.time(of: $0).seconds * 44100).rounded())
            }
            joined += try samples(of: file).prefix((edges[1] - edges[0]) * 4)
        }
        #expect(joined == whole)
    }

    private func samples(of path: String) throws -> [UInt8] {
        [UInt8](try Tool.ffmpeg.run(["-v", "error", "-i", path, "-map", "0:a", "-f", "s32le", "-"]).output)
    }

    @Test func saysWhatAFileIs() throws {
        let source = try Clip.made(
            "dated.mp4",
            ["-i", try Clip.threeShots(), "-c", "copy", "-metadata", "creation_time=2026-01-02T03:04:05Z"])
        let split = try Split(source, at: [20, 41]) {
            ShotRequest(
                frames: $0, number: $1, among: $2, title: "Fox, shot \($1)", prompt: "a fox runs",
                timecode: Timecode("01:00:00:00", rate: Rational(24))?.advanced(by: $0.lowerBound))
        }
        for (index, file) in split.files.enumerated() {
            let said = try Demuxer(opening: file).container.metadata
            #expect(said["title"] == "Fox, shot \(index + 1)" && said["comment"] == "a fox runs")
            #expect(said["creation_time"]?.hasPrefix("2026-01-02T03:04:05") == true)
        }
        let code = try Tool.ffprobe.run(
            ["-v", "error", "-show_entries", "stream_tags=timecode", "-of", "csv=p=0", split.files[1]])
        #expect(code.text.contains("01:00:00:20"))
        try split.expectEveryFrameOnce()
    }

    @Test func stopsWhenAsked() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { _ = try Split(try Clip.threeShots(), at: [20], checkpoint: { throw Stop() }) }
    }
}
