import Foundation
import Support
import Testing

/// Odd but legal clips, and damaged ones: what `dailies` says of them.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct OddClipTests {
    private func check(_ path: String, _ options: String..., in dailies: Dailies) throws -> [String: [String: Any]] {
        let checks = try dailies.run(["check", path, "--json"] + options).json()["checks"] as? [[String: Any]] ?? []
        return Dictionary(uniqueKeysWithValues: checks.map { ($0["id"] as! String, $0) })
    }

    private func status(_ id: String, _ checks: [String: [String: Any]]) -> String? { checks[id]?["status"] as? String }

    @Test func holesInTheSoundAreSeen() throws {
        let whole = try Clip.made(
            "holes-whole.mp4",
            Clip.counter(frames: 75, rate: "25") + Clip.tone(seconds: 3) + Clip.h264() + ["-c:a", "aac"])
        let gap = try Clip.made(
            "holes-gap.mp4", ["-i", whole, "-c", "copy", "-bsf:a", "noise=drop='between(n,49,72)'"])
        let two = try Clip.made(
            "holes-two.mp4", ["-i", whole, "-c", "copy", "-bsf:a", "noise=drop='between(n,40,41)'"])
        let dailies = try Dailies()
        let good = try check(whole, in: dailies)
        #expect(status("audio.dropouts", good) == "pass" && status("audio.duration", good) == "pass")
        let bad = try check(gap, "--sound", in: dailies)
        #expect(status("audio.dropouts", bad) == "warn" && status("audio.duration", bad) == "fail")
        let places = bad["audio.dropouts"]?["evidence"] as? [[String: Any]] ?? []
        #expect(places.count == 1)
        let small = try check(two, in: dailies)
        #expect(status("audio.dropouts", small) == "warn" && status("audio.duration", small) == "pass")
        // A fragmented file's lead-in lies too early, and nothing is missing.
        let fragmented = try Clip.made(
            "holes-fragmented.mp4",
            ["-i", whole, "-c:v", "copy", "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov+default_base_moof"])
        let plain = try check(fragmented, in: dailies)
        #expect(status("audio.dropouts", plain) == "pass" && status("audio.duration", plain) == "pass")
    }

    /// Sound that is there to its first packet's end: a real gap of silence would be one, and this one comes of the writer.
    @Test func theLeadInOfAFragmentedFileIsNoDropout() throws {
        let path = try Clip.made(
            "lead-in.mp4",
            Clip.counter(frames: 75, rate: "25")
                + [
                    "-f", "lavfi", "-i",
                    "aevalsrc=0.7*lt(mod(t\\,0.25)\\,0.01)*cos(2*PI*1000*t)+0.005*sin(2*PI*300*t):s=48000:d=3",
                ]
                + Clip.h264(bFrames: 2) + ["-c:a", "aac", "-b:a", "128k"]
                + ["-movflags", "frag_keyframe+empty_moov+default_base_moof"])
        #expect(status("audio.dropouts", try check(path, in: try Dailies())) == "pass")
    }

    /// Remuxed from Matroska, packets lie up to a thousandth of a second beside their places, in ticks of a sample.
    @Test func timesThatWentThroughMatroskaMakeNoHoles() throws {
        let rough = try Clip.made(
            "thousandths.mkv",
            Clip.counter(frames: 50, rate: "25") + Clip.tone(seconds: 2) + Clip.h264() + ["-c:a", "aac"])
        let path = try Clip.made("thousandths.mp4", ["-i", rough, "-c", "copy"])
        let dailies = try Dailies()
        #expect(status("audio.dropouts", try check(path, in: dailies)) == "pass")
    }

    @Test func shotsHaveSoundWhosePacketsDoNotSayHowLongTheyAre() throws {
        let path = try Clip.made(
            "wavpack.mkv",
            Clip.counter(frames: 50, rate: "25") + Clip.tone(seconds: 2) + Clip.h264(keyframes: [25]) + [
                "-c:a", "wavpack",
            ])
        let dailies = try Dailies()
        #expect(try dailies.run("split", path, "--at", "25f", "--output", "shots").status == 0)
        for name in ["shot-01.mp4", "shot-02.mp4"] {
            let judge = try Tool.ffmpeg.run(
                ["-v", "error", "-i", dailies.folder.file("shots/\(name)"), "-map", "0:a", "-f", "s16le", "-"])
            // Half a packet of AAC more or less than a second.
            #expect(abs(judge.output.count / 2 - 48000) < 1024, "\(name): \(judge.output.count)")
        }
    }

    /// What a container says is not heard is no part of the sound's length.
    @Test(arguments: [("libopus", 1.0), ("libmp3lame", 1.0), ("ac3", 1.002666)])
    func theLengthOfSoundIsThatOfWhatIsHeard(codec: String, seconds: Double) throws {
        let path = try Clip.made(
            "heard-\(codec).mp4",
            Clip.counter(frames: 25, rate: "25") + Clip.tone(seconds: 1) + Clip.h264() + ["-c:a", codec])
        let audio = try Dailies().run("probe", path, "--json").json()["audio"] as? [String: Any]
        let judge = try Tool.ffprobe.run(
            ["-v", "error", "-select_streams", "a", "-show_entries", "stream=duration"]
                + ["-of", "default=nk=1:nw=1", path])
        let expected = try #require(Double(judge.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let found = try #require((audio?["duration"] as? [String: Any])?["seconds"] as? Double)
        #expect(abs(found - expected) < 0.001 && abs(expected - seconds) < 0.03, "\(found) \(expected)")
    }

    // A letter with a hundred marks over it is one character.
    @Test(arguments: [
        (String(repeating: "ü", count: 125), String(repeating: "ü", count: 100)),
        ("a" + String(repeating: "\u{301}", count: 120), "a" + String(repeating: "\u{301}", count: 99)),
    ])
    func aNameOfEveryLengthWillDo(name: String, stem: String) throws {
        let (dailies, name) = (try Dailies(), name + ".mp4")
        try FileManager.default.copyItem(atPath: try Clip.threeShots(), toPath: dailies.folder.file(name))
        for words in [["split", name, "--at", "20f"], ["proxy", name], ["thumbs", name]] {
            let run = try dailies.run(words)
            #expect(run.status == 0, "\(words[0]): \(run.errors)")
        }
        #expect(dailies.names(".") == ["\(stem)-720p.mp4", "\(stem)-shots", "\(stem)-thumbs", name].sorted())
    }

    @Test func anAVIWithEmptyPacketsIsWhole() throws {
        let path = try Clip.made(
            "whole.avi",
            ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=2"] + Clip.tone(seconds: 2)
                + ["-c:v", "mpeg4", "-q:v", "3", "-c:a", "libmp3lame"])
        let dailies = try Dailies()
        let checks = try check(path, in: dailies)
        #expect(status("media.readable", checks) == "pass" && status("container.declared", checks) == "pass")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try bytes.prefix(bytes.count * 6 / 10).write(to: URL(fileURLWithPath: dailies.folder.file("cut.avi")))
        #expect(status("media.readable", try check("cut.avi", in: dailies)) == "fail")
    }

    @Test func aTransportStreamThatIsCutFails() throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: try Clip.transportStream()))
        let dailies = try Dailies()
        try bytes.prefix(bytes.count * 6 / 10 / 188 * 188 + 90)
            .write(to: URL(fileURLWithPath: dailies.folder.file("cut.ts")))
        #expect(status("media.readable", try check("cut.ts", in: dailies)) == "fail")
        #expect(status("media.readable", try check(try Clip.transportStream(), in: dailies)) == "pass")
    }

    @Test func aRateThatWentThroughMatroskaIsTheUsualOne() throws {
        let rough = try Clip.made("sixty.mkv", Clip.counter(frames: 60, rate: "60000/1001") + Clip.h264())
        let path = try Clip.made("sixty.mp4", ["-i", rough] + Clip.h264())
        let dailies = try Dailies()
        let video = try dailies.run("probe", path, "--json").json()["video"] as? [String: Any]
        #expect(video?["frameRate"] as? String == "60000/1001")
        let text = try dailies.run("shots", path, "--format", "fcpxml").text
        #expect(text.contains(#"frameDuration="1001/60000s""#))
    }

    @Test func highDynamicRangeIsToldAndHeldAgainstTheOrder() throws {
        let dailies = try Dailies()
        let path = try Clip.bars(.pq)
        let video = try dailies.run("probe", path, "--json").json()["video"] as? [String: Any]
        let light = try #require(video?["light"] as? [String: Any])
        #expect(light["maxCLL"] as? Int == 1000 && light["maxFALL"] as? Int == 400)
        let display = try #require(light["masteringDisplay"] as? [String: Any])
        #expect(display["maxLuminance"] as? Double == 1000 && display["white"] as? [Double] == [0.3127, 0.329])
        try "description: x\ndynamicRanges: [hlg, pq]\n"
            .write(toFile: dailies.folder.file("hdr.yaml"), atomically: true, encoding: .utf8)
        let ordered = try check(path, "--spec", "hdr.yaml", in: dailies)
        #expect(status("video.dynamicRange", ordered) == "pass" && status("video.hdrMetadata", ordered) == "pass")
        let plain = try check(try Clip.bars(.plainPQ), in: dailies)
        #expect(status("video.hdrMetadata", plain) == "warn" && status("video.dynamicRange", plain) == nil)
        let standard = try check(try Clip.bars(.bt709), "--spec", "hdr.yaml", in: dailies)
        #expect(status("video.dynamicRange", standard) == "fail" && status("video.hdrMetadata", standard) == nil)
    }
}
