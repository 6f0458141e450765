import Foundation
import Support
import Testing

/// Timecode and subtitles of a clip go on in what is made of it.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct CarriedTrackTests {
    /// Forty frames that run over a minute, where two numbers are dropped.
    private func dropping() throws -> String {
        try Clip.made(
            "dropping.mov",
            Clip.counter(frames: 40, rate: "30000/1001") + Clip.h264(keyframes: [20])
                + ["-timecode", "00:00:59;20"])
    }

    private func timecode(_ path: String) throws -> String? {
        let judge = try Tool.ffprobe.run(
            ["-v", "error", "-select_streams", "v:0", "-show_entries", "stream_tags=timecode", "-of", "csv=p=0", path])
        return judge.text.split(separator: "\n").first.map(String.init)
    }

    @Test func shotsAndProxiesGoOnWithTheClipsTimecode() throws {
        let (dailies, path) = (try Dailies(), try dropping())
        let media = try dailies.run("probe", path, "--json").json()
        #expect((media["video"] as? [String: Any])?["timecode"] as? String == "00:00:59;20")
        #expect(try dailies.run("split", path, "--at", "20f", "--output", "shots").status == 0)
        #expect(try timecode(dailies.folder.file("shots/shot-01.mp4")) == "00:00:59;20")
        #expect(try timecode(dailies.folder.file("shots/shot-02.mp4")) == "00:01:00;12")
        #expect(
            try dailies.run("split", path, "--at", "20f", "--output", "own", "--timecode", "10:00:00:00").status == 0)
        #expect(try timecode(dailies.folder.file("own/shot-02.mp4")) == "10:00:00:20")
        #expect(try dailies.run("proxy", path, "--output", "proxy.mp4").status == 0)
        #expect(try timecode(dailies.folder.file("proxy.mp4")) == "00:00:59;20")
        #expect(try dailies.run("process", path).status <= 1)
        let id = try #require(dailies.names("library/clips").first)
        #expect(try timecode(dailies.folder.file("library/clips/\(id)/proxies/proxy-720p.mp4")) == "00:00:59;20")
        #expect(try timecode(dailies.folder.file("library/clips/\(id)/shots/shot-01.mp4")) == "00:00:59;20")
    }

    /// Editing programs find a place in a file by its timecode.
    @Test func timelinesCountInTheClipsTimecode() throws {
        let (dailies, path) = (try Dailies(), try dropping())
        let list = try dailies.run("shots", path, "--format", "edl").text
        #expect(
            list.contains("FCM: DROP FRAME") && list.contains(" 00:00:59;20 00:01:01;02 00:00:00;00 00:00:01;10"),
            "\(list)")
        let final = try dailies.run("shots", path, "--format", "fcpxml").text
        // 59;20 is frame 1790.
        #expect(final.contains(#"start="179179/3000s""#), "\(final)")
        let open = try dailies.run("shots", path, "--format", "otio").text
        #expect(open.contains("\"value\" : 1790"), "\(open)")
    }

    @Test func aClipOfWholeNumbersAtADroppingRateStaysSo() throws {
        let path = try Clip.made(
            "whole.mov",
            Clip.counter(frames: 40, rate: "30000/1001") + Clip.h264(keyframes: [20])
                + ["-timecode", "00:00:59:20"])
        let dailies = try Dailies()
        #expect(try dailies.run("split", path, "--at", "20f", "--output", "shots").status == 0)
        #expect(try timecode(dailies.folder.file("shots/shot-02.mp4")) == "00:01:00:10")
        #expect(try dailies.run("shots", path, "--format", "edl").text.contains("FCM: NON-DROP FRAME"))
    }

    private static let lines = """
        1
        00:00:00,200 --> 00:00:00,600
        <i>one</i>

        2
        00:00:00,800 --> 00:00:01,400
        two, over the cut

        3
        00:00:01,600 --> 00:00:01,800
        three


        """

    /// Two seconds with three lines, the second of which is shown at the cut.
    private func subtitled(_ kind: String, _ codec: String) throws -> String {
        let text = try Clip.cached("lines.srt") { try Self.lines.write(toFile: $0, atomically: true, encoding: .utf8) }
        return try Clip.made(
            "subtitled.\(kind)",
            Clip.counter(frames: 50, rate: "25") + ["-i", text] + Clip.h264(keyframes: [25])
                + ["-c:s", codec, "-metadata:s:s:0", "language=fra"])
    }

    @Test(arguments: [("mp4", "mov_text"), ("mkv", "subrip")])
    func subtitlesGoIntoTheShots(kind: String, codec: String) throws {
        let (dailies, path) = (try Dailies(), try subtitled(kind, codec))
        let told = try dailies.run("probe", path, "--json").json()["subtitles"] as? [[String: Any]]
        #expect(told?.first?["codec"] as? String == codec && told?.first?["language"] as? String == "fra")
        let run = try dailies.run("split", path, "--at", "25f", "--output", "shots")
        #expect(run.status == 0, "\(run.errors)")
        let read = { (name: String) in
            try Tool.ffmpeg.run([
                "-v", "error", "-i", dailies.folder.file("shots/\(name)"), "-map", "0:s:0", "-f", "srt", "-",
            ])
            .text.replacing(#/<[^>]*>/#, with: "").split(separator: "\n").map(String.init)
        }
        #expect(
            try read("shot-01.mp4") == [
                "1", "00:00:00,200 --> 00:00:00,600", "one", "2", "00:00:00,800 --> 00:00:01,000", "two, over the cut",
            ])
        #expect(
            try read("shot-02.mp4") == [
                "1", "00:00:00,000 --> 00:00:00,400", "two, over the cut", "2", "00:00:00,600 --> 00:00:00,800",
                "three",
            ])
        let language = try Tool.ffprobe.run(
            ["-v", "error", "-select_streams", "s", "-show_entries", "stream_tags=language", "-of", "csv=p=0"]
                + [dailies.folder.file("shots/shot-02.mp4")])
        #expect(language.text.trimmingCharacters(in: .whitespacesAndNewlines) == "fra")
    }

    @Test func subtitlesThatHaveNoPlaceAreSaidToBeLeftOut() throws {
        let (dailies, path) = (try Dailies(), try subtitled("ass.mkv", "ass"))
        let run = try dailies.run("split", path, "--at", "25f", "--output", "shots", "--json")
        let shots = try run.json()["shots"] as? [[String: Any]] ?? []
        #expect(shots.count == 2)
        for shot in shots {
            #expect((shot["methodReason"] as? String)?.contains("subtitles (ass) are left out") == true, "\(shot)")
        }
    }
}
