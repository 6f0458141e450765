import Foundation
import Support
import Testing

/// Proxies as editing programs look for them, judged by ffprobe and mediainfo.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct ProxyCommandTests {
    private func streams(_ path: String) throws -> [[String: Any]] {
        let run = try Tool.ffprobe.run(["-v", "error", "-of", "json", "-show_streams", "-show_chapters", path])
        return (try JSONSerialization.jsonObject(with: run.output) as? [String: Any])?["streams"] as? [[String: Any]]
            ?? []
    }

    private func copy(_ clip: String, to name: String, _ dailies: Dailies) throws {
        try FileManager.default.copyItem(atPath: clip, toPath: dailies.folder.file(name))
    }

    @Test func aProxyForResolveLiesBesideTheClipUnderItsName() throws {
        let dailies = try Dailies()
        let source = try Clip.made(
            "ntsc-scenes.mov",
            Clip.counter(frames: 45, rate: "30000/1001") + Clip.tone(seconds: 1.5) + Clip.h264() + ["-ac", "1"])
        try FileManager.default.createDirectory(
            atPath: dailies.folder.file("rushes"), withIntermediateDirectories: false)
        try copy(source, to: "rushes/fox.mov", dailies)
        let run = try dailies.run(
            "proxy", "rushes/fox.mov", "--preset", "resolve-h264", "--timecode", "01:00:00;00", "--json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.json()["file"] as? String == "rushes/Proxy/fox.mov")
        #expect(dailies.names("rushes/Proxy") == ["fox.mov"])
        let found = try streams(dailies.folder.file("rushes/Proxy/fox.mov"))
        let picture = try #require(found.first { $0["codec_type"] as? String == "video" })
        #expect(picture["nb_frames"] as? String == "45" && picture["avg_frame_rate"] as? String == "30000/1001")
        #expect(found.first { $0["codec_type"] as? String == "audio" }?["channels"] as? Int == 1)
        let address = found.first { $0["codec_tag_string"] as? String == "tmcd" }
        #expect((address?["tags"] as? [String: String])?["timecode"] == "01:00:00;00")
    }

    @Test func aTimecodeThatTheRateHasNotIsRefusedBeforeTheWork() throws {
        let dailies = try Dailies()
        let run = try dailies.run("proxy", try Clip.threeScenes(), "--timecode", "01:00:00:24")
        #expect(run.status == 2 && run.errors.contains("no timecode at 24/1"), "\(run.errors)")
        let uneven = try dailies.run("proxy", try Clip.variableRate(), "--timecode", "01:00:00:00")
        #expect(uneven.status == 2 && uneven.errors.contains("without an even rate"), "\(uneven.errors)")
        #expect(dailies.names(".").isEmpty)
    }

    @Test func processMakesThemInTheClipsFolderAndListsThem() throws {
        let dailies = try Dailies()
        let run = try dailies.run(
            "process", try Clip.threeScenes(), "--proxy", "720p", "--proxy", "premiere-h264", "--proxy", "vertical",
            "--proxy", "teaser", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let id = try #require(try run.clips().first?["id"] as? String)
        let folder = "library/clips/\(id)"
        let outputs = try #require(try dailies.sidecar(id)["outputs"] as? [[String: Any]])
        let kinds = Dictionary(
            uniqueKeysWithValues: outputs.map { ($0["file"] as! String, $0["kind"] as! String) })
        #expect(kinds["proxies/proxy-720p.mp4"] == "proxy" && kinds["Proxies/source_Proxy.mp4"] == "proxy")
        #expect(kinds["proxies/proxy-vertical.mp4"] == "crop" && kinds["proxies/proxy-teaser.webp"] == "teaser")
        #expect(!dailies.names(folder).contains { $0.hasPrefix(".") })
        let chapters = try Tool.ffprobe.run(
            ["-v", "error", "-show_entries", "chapter=start_time:chapter_tags=title", "-of", "csv=p=0"]
                + [dailies.folder.file("\(folder)/Proxies/source_Proxy.mp4")])
        #expect(chapters.text == "0.000000,Shot 1\n1.000000,Shot 2\n2.000000,Shot 3\n")
        #expect(try dailies.run("library", "verify").status == 0)
    }

    @Test(.enabled(if: Tool("mediainfo").isInstalled, "mediainfo is not installed"))
    func mediainfoSeesTimecodeAndChapters() throws {
        let dailies = try Dailies()
        #expect(try dailies.run("proxy", try Clip.threeScenes(), "--preset", "web", "--output", "web.mp4").status == 0)
        let text = try Tool("mediainfo").run([dailies.folder.file("web.mp4")]).text
        #expect(text.contains(#/Time code of first frame +: 00:00:00:00/#))
        #expect(text.contains(#/00:00:01.000 +: (en:)?Shot 2/#))
    }
}
