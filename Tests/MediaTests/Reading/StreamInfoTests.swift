import Media
import Support
import Testing
import Timing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct StreamInfoTests {
    private func video(_ path: String) throws -> VideoStreamInfo { try #require(try Demuxer(opening: path).video) }

    @Test func agreesWithFFprobeOnEveryKindOfClip() throws {
        let clips = [
            try Clip.threeShots(), try Clip.hevc(), try Clip.prores(), try Clip.matroska(), try Clip.transportStream(),
            try Clip.layout("yuv420p10le"), try Clip.layout("yuv444p"), try Clip.layout("yuvj420p"),
            try Clip.layout("yuv444p", width: 161, height: 91), try Clip.layout("yuv444p", width: 1, height: 1),
            try Clip.layout("yuv420p", width: 2, height: 2), try Clip.layout("yuv420p", width: 90, height: 160),
        ]
        for path in clips {
            let (ours, theirs) = (try video(path), try FFprobe.stream("v:0", of: path))
            #expect(ours.codec == theirs["codec_name"], "\(path)")
            #expect(ours.width == Int(theirs["width"] ?? "") && ours.height == Int(theirs["height"] ?? ""), "\(path)")
            #expect(ours.pixelFormat == theirs["pix_fmt"], "\(path)")
            #expect(ours.profile == theirs["profile"], "\(path)")
            #expect(ours.level.map(String.init) == theirs["level"].flatMap { Int($0)! > 0 ? $0 : nil }, "\(path)")
            #expect(ours.declaredFrameRate?.description == theirs["avg_frame_rate"], "\(path)")
            #expect(ours.timeBase.description == theirs["time_base"], "\(path)")
            #expect(ours.colour.range == theirs["color_range"].flatMap { $0 == "unknown" ? nil : $0 }, "\(path)")
            #expect(ours.declaredFrames == Int(theirs["nb_frames"] ?? ""), "\(path)")
        }
    }

    @Test func readsDepthTagsAndLanguage() throws {
        #expect(try video(try Clip.layout("yuv420p10le")).bitDepth == 10)
        #expect(try video(try Clip.threeShots()).colour == .bt709)
        #expect(try video(try Clip.oneKeyframe()).colour == ColourTags())
        #expect(try video(try Clip.hevc()).codecTag == "hvc1")
        #expect(try Demuxer(opening: try Clip.threeShots()).audio[0].language == "eng")
        #expect(try Demuxer(opening: try Clip.blackThenWhite()).audio.isEmpty)
    }

    @Test func writesLevelsAsTheStandardsDo() throws {
        #expect(try video(try Clip.threeShots()).levelText?.contains(".") == true)
        let tall = try Clip.made("level.mp4", Clip.counter(frames: 2) + Clip.h264() + ["-level", "5.1"])
        #expect(try video(tall).levelText == "5.1")
        let hevc = try FFprobe.stream("v:0", of: try Clip.hevc())["level"].flatMap { Int($0) }
        #expect(try video(try Clip.hevc()).levelText == "\(try #require(hevc) / 30).\(try #require(hevc) % 30 / 3)")
        #expect(try video(try Clip.prores()).levelText == nil)
    }

    @Test func readsThePixelsShape() throws {
        let wide = try Clip.made(
            "sar.mp4", Clip.counter(frames: 3, width: 120, height: 90) + ["-vf", "setsar=4/3"] + Clip.h264())
        #expect(try video(wide).sampleAspectRatio == Rational(4, 3))
        #expect(try video(try Clip.threeShots()).sampleAspectRatio == Rational(1))
    }

    @Test(arguments: DisplayMatrix.allCases)
    func readsTurnsAndMirrors(_ matrix: DisplayMatrix) throws {
        let path = try matrix.applied(to: try Clip.blackThenWhite(), named: "matrix-\(matrix).mp4")
        let found = try video(path)
        let expected: (Int, Bool) =
            switch matrix {
            case .none: (0, false)
            case .clockwise: (90, false)
            case .half: (180, false)
            case .counterclockwise: (270, false)
            case .mirrored: (180, true)
            case .flipped: (0, true)
            case .transposed: (90, true)
            case .antitransposed: (270, true)
            }
        #expect((found.rotation, found.mirrored) == expected)
    }

    @Test func readsTheSound() throws {
        let surround = try Clip.made(
            "surround.mp4",
            Clip.counter(frames: 6) + ["-f", "lavfi", "-i", "anoisesrc=d=0.25:c=pink:r=44100,pan=5.1|c0=c0|c1=c0|c5=c0"]
                + Clip.h264() + ["-c:a", "aac"])
        let sound = try #require(try Demuxer(opening: surround).audio.first)
        #expect((sound.sampleRate, sound.channels, sound.layout) == (44100, 6, "5.1"))
        #expect(sound.codec == "aac" && sound.profile == "LC")
        let plain = try #require(try Demuxer(opening: try Clip.prores()).audio.first)
        #expect((plain.codec, plain.layout) == ("pcm_s16le", "mono"))
    }

    @Test func namesTheContainer() throws {
        let container = try Demuxer(opening: try Clip.threeShots()).container
        #expect(container.format == "mov,mp4,m4a,3gp,3g2,mj2" && container.brand == "isom" && container.streams == 2)
        #expect(container.duration.map { abs($0.seconds - 2.5) < 0.03 } == true)
        #expect(try Demuxer(opening: try Clip.prores()).container.brand == "qt")
        #expect(try Demuxer(opening: try Clip.matroska()).container.format == "matroska,webm")
    }
}
