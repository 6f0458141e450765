import Foundation
import Media
import Render
import Support
import Testing
import Timing

/// Proxies of real files, read back.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct ProxyTests {
    private let folder = try! TemporaryFolder()

    private static let browser = ProxyMaker.browser

    private func proxy(
        _ source: String, _ settings: ProxySettings = browser, name: String = "proxy",
        _ label: ProxyLabel = ProxyLabel()
    ) throws -> String {
        try ProxyMaker(folder).proxy(source, settings, name: name, label)
    }

    private func ticks(_ path: String) throws -> (times: FrameTimes, video: VideoStreamInfo) {
        let demuxer = try Demuxer(opening: path)
        let table = try PacketTable(reading: demuxer)
        let last = table.entries.max { $0.pts < $1.pts }?.duration ?? 0
        let found = demuxer.video
        return (FrameTimes(timeBase: table.timeBase, ticks: table.shownTimes, lastDuration: last), try #require(found))
    }

    @Test(arguments: [
        "plain", "vfr", "edits", "rotated", "odd", "mkv", "ts", "prores", "open", "ntsc", "single", "5.1",
    ])
    func showsEveryFrameAtItsTime(_ name: String) throws {
        let source =
            switch name {
            case "vfr": try Clip.variableRate()
            case "edits": try Clip.editList()
            case "rotated": try Clip.rotated()
            case "odd": try Clip.layout("yuv444p", width: 161, height: 91)
            case "mkv": try Clip.matroska()
            case "ts": try Clip.transportStream()
            case "prores": try Clip.prores()
            case "open": try Clip.openGroups()
            case "ntsc": try Clip.made("ntsc.mp4", Clip.counter(frames: 30, rate: "30000/1001") + Clip.h264())
            case "single": try Clip.made("single.mp4", Clip.counter(frames: 1) + Clip.h264())
            case "5.1":
                try Clip.made(
                    "5.1.mp4",
                    Clip.counter(frames: 12) + Clip.tone(seconds: 0.5, rate: 44100) + ["-ac", "6", "-c:a", "aac"]
                        + Clip.h264())
            default: try Clip.threeShots()
            }
        let path = try proxy(source)
        let original = try ticks(source).times
        let (times, video) = try ticks(path)
        #expect(times.count == original.count)
        for frame in 0..<min(times.count, original.count) {
            #expect(times.time(of: frame) == original.timeFromStart(of: frame), "frame \(frame)")
        }
        #expect(video.colour == .bt709 && video.rotation == 0 && video.pixelFormat == "yuv420p")
        #expect(BoxOrder.isFastStart(path) == true)
        let judge = try FFprobe.stream("v:0", of: path)
        #expect(judge["nb_read_frames"] == "\(original.count)")
        #expect(judge["codec_name"] == "h264" && judge["sample_aspect_ratio"] == "1:1")
        let (ours, theirs) = (try Decoded(path), try Decoded(source))
        if name != "rotated", name != "odd" { #expect(ours.pictures.map(\.number) == theirs.pictures.map(\.number)) }
        if let sound = theirs.sound, let heard = ours.sound {
            let zero = original.time(of: 0).seconds
            #expect(abs(heard.end - heard.start - (sound.end - sound.start)) <= 0.03 + max(0, zero - sound.start))
            #expect(abs(heard.end - (sound.end - zero)) < 0.025)
        }
    }

    @Test func keepsTheRateOfASteadySource() throws {
        for (source, rate) in [
            (try Clip.threeShots(), "24/1"),
            (try Clip.made("ntsc.mp4", Clip.counter(frames: 30, rate: "30000/1001") + Clip.h264()), "30000/1001"),
        ] {
            #expect(try FFprobe.stream("v:0", of: try proxy(source))["avg_frame_rate"] == rate)
        }
    }

    @Test func isNeverEnlargedAndKeepsPortrait() throws {
        let small = try ticks(try proxy(try Clip.threeShots())).video
        #expect(small.width == 160 && small.height == 90)
        var tiny = Self.browser
        (tiny.maxWidth, tiny.maxHeight) = (64, 36)
        let fitted = try ticks(try proxy(try Clip.threeShots(), tiny)).video
        #expect(fitted.width == 64 && fitted.height == 36)
        let portrait = try ticks(try proxy(try Clip.rotated(), tiny)).video
        #expect(portrait.width == 36 && portrait.height == 64)
    }

    @Test func beginsWithThePictureWhereTheSoundBeginsEarlier() throws {
        // The picture is late by half a second against its sound, and the other way round.
        let late = try Clip.made(
            "late-picture.mkv",
            ["-itsoffset", "0.5"] + Clip.counter(frames: 24) + Clip.tone(seconds: 1.5) + Clip.h264() + [
                "-c:a", "pcm_s16le",
            ])
        let first = try Decoded(try proxy(late))
        #expect(first.pictures.first?.tick == 0 && first.pictures.count == 24)
        #expect(abs(try #require(first.sound).end - 1) < 0.03)
        let sound = try Clip.made(
            "late-sound.mkv",
            Clip.counter(frames: 24) + ["-itsoffset", "0.25"] + Clip.tone(seconds: 0.5) + Clip.h264() + [
                "-c:a", "pcm_s16le",
            ])
        let second = try #require(try Decoded(try proxy(sound)).sound)
        #expect(abs(second.end - 0.75) < 0.03)
    }

    @Test func writesEditingFormats() throws {
        let prores = ProxySettings(
            name: "prores", maxWidth: 1280, maxHeight: 720, container: .mov,
            video: VideoCoding(.prores, options: [("profile", "proxy")]), layout: .yuv422TenBit,
            audio: AudioCoding(.pcm, bitRate: 0))
        let path = try proxy(try Clip.threeShots(), prores)
        let judge = try FFprobe.stream("v:0", of: path)
        #expect(
            judge["codec_name"] == "prores" && judge["codec_tag_string"] == "apco" && judge["nb_read_frames"] == "60")
        #expect(judge["color_space"] == "bt709")
        #expect(try FFprobe.stream("a:0", of: path)["codec_name"] == "pcm_s16le")
        let dnxhr = ProxySettings(
            name: "dnxhr", maxWidth: 1280, maxHeight: 720, container: .mov,
            video: VideoCoding(.dnxhr, options: [("profile", "dnxhr_lb")]), layout: .yuv422,
            audio: AudioCoding(.pcm, bitRate: 0))
        let large = try Clip.made("large.mp4", Clip.counter(frames: 4, width: 320, height: 180) + Clip.h264())
        let other = try FFprobe.stream("v:0", of: try proxy(large, dnxhr, name: "dnxhr"))
        #expect(other["codec_name"] == "dnxhd" && other["nb_read_frames"] == "4")
    }

    /// What ffprobe reads with these options.
    private func probed(_ path: String, _ options: String...) throws -> [String: Any] {
        let run = try Tool.ffprobe.run(["-v", "error", "-of", "json"] + options + [path])
        return try JSONSerialization.jsonObject(with: run.output) as? [String: Any] ?? [:]
    }

    @Test(arguments: [Muxer.Container.mp4, .mov]) func chaptersTimecodeAndTitleAreInTheFile(_ kind: Muxer.Container)
        throws
    {
        var settings = Self.browser
        settings.container = kind
        let time = { (frame: Int) in MediaTime(value: frame, timescale: 24) }
        let titles = ["Shot 1", "Shot 2: \(String(repeating: "ä", count: 300))", "Shot 3: a=b; <c> 🦊"]
        let label = ProxyLabel(
            title: "fox", prompt: "A fox\nin the snow", timecode: Timecode(frame: 86_400, rate: Rational(24)),
            chapters: zip(titles, [0..<20, 20..<41, 41..<60]).map {
                Chapter(start: time($1.lowerBound), end: time($1.upperBound), title: $0)
            })
        let path = try proxy(try Clip.threeShots(), settings, label)
        #expect(BoxOrder.isFastStart(path) == true)
        let chapters = try probed(path, "-show_chapters")["chapters"] as? [[String: Any]] ?? []
        #expect(chapters.map { ($0["tags"] as? [String: String])?["title"] } == titles)
        #expect(chapters.map { (Double($0["start_time"] as! String)! * 24).rounded() } == [0, 20, 41])
        let all = try probed(path, "-show_streams", "-show_format")
        let streams = all["streams"] as? [[String: Any]] ?? []
        let timecodes = streams.filter { $0["codec_tag_string"] as? String == "tmcd" }
        #expect(timecodes.map { ($0["tags"] as? [String: String])?["timecode"] } == ["01:00:00:00"])
        let tags = (all["format"] as? [String: Any])?["tags"] as? [String: String]
        #expect(tags?["title"] == "fox" && tags?["comment"] == "A fox\nin the snow")
    }

    @Test func theMiddleIsCutOut() throws {
        var upright = Self.browser
        upright.crop = Rational(9, 16)
        let path = try proxy(try Clip.threeShots(), upright)
        let judge = try FFprobe.stream("v:0", of: path)
        #expect(judge["width"] == "50" && judge["height"] == "90" && judge["nb_read_frames"] == "60")
        // Of eight bars the middle ones, in the places where ffmpeg's own crop leaves them.
        let likeness = try Tool.ffmpeg.attempt([
            "-i", path, "-i", try Clip.threeShots(), "-lavfi", "[1]crop=50:90:54:0[a];[0][a]psnr", "-f", "null", "-",
        ])
        let average = try #require(likeness.errors.firstMatch(of: #/average:([0-9.]+)/#).flatMap { Double($0.1) })
        #expect(average > 30)
    }

    @Test func keyframesComeAsOftenAsAsked() throws {
        var web = Self.browser
        web.keyframeSeconds = 1
        let path = try proxy(try Clip.threeShots(), web)
        let table = try PacketTable(reading: try Demuxer(opening: path))
        #expect(table.entries.indices.filter { table.entries[$0].isKey } == [0, 24, 48])
    }

    @Test func aTeaserMovesAndIsAsLongAsAsked() throws {
        var teaser = ProxySettings(
            name: "teaser", maxWidth: 80, maxHeight: 45, container: .webp,
            video: VideoCoding(.webp, options: [("quality", "60")]), layout: .yuv420, audio: nil)
        teaser.animation = .init(rate: 12, seconds: 1)
        let bytes = try bytes(of: try proxy(try Clip.threeShots(), teaser))
        #expect(bytes[0..<4].elementsEqual("RIFF".utf8) && bytes[8..<12].elementsEqual("WEBP".utf8))
        let frames = (0..<bytes.count - 4).count { bytes[$0..<$0 + 4].elementsEqual("ANMF".utf8) }
        // Pictures that look the same are put together.
        #expect((8...12).contains(frames))
    }

    @Test func saysWhyItCannotBeWritten() throws {
        let video = try #require(try Demuxer(opening: try Clip.threeShots()).video)
        let reduced = Reducer(of: video).format
        #expect {
            _ = try ProxyWriter(
                Self.browser, at: "/nowhere/proxy.mp4", source: video, reduced: reduced, frameRate: nil, sound: nil,
                zero: .zero)
        } throws: { error in
            (error as? FFmpegError)?.isWriting == true
                && "\(error)".contains("/nowhere/proxy.mp4: No such file or directory")
        }
    }
}
