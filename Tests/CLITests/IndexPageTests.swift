internal import Foundation
internal import Support
internal import Testing

/// One page over the clips of a run, and over those of a library.
@Suite(.serialized, .enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct IndexPageTests {
    private let dailies: Dailies

    init() throws { dailies = try Dailies() }

    private func page(_ path: String) throws -> String {
        try String(contentsOfFile: dailies.folder.file(path), encoding: .utf8)
    }

    /// The links and pictures of a page, as it names them.
    private func references(_ html: String, _ attribute: String) -> [String] {
        html.split(separator: "\(attribute)=\"").dropFirst().compactMap {
            $0.split(separator: "\"").first.map(String.init)
        }
    }

    @Test func showsTheClipsOfARunAndWhatFailed() throws {
        let good = try Clip.realShots()
        let broken = try dailies.folder.write("<html>", to: "broken <b>.mp4")
        let run = try dailies.run(
            "process", good, broken, good, "--report", "pages/of today/index.html", "--library", "the library", "--json"
        )
        #expect(run.status == 3, "\(run.errors)")
        let clips = try run.clips()
        #expect(clips.count == 3)
        let html = try page("pages/of today/index.html")
        let id = "\(clips[0]["id"] ?? "")"
        #expect(
            html.contains("1 clip<") && html.contains("1 input could not be processed"), "given twice, it is one clip")
        #expect(html.contains("broken &lt;b&gt;.mp4") && html.contains("not a video clip"))
        let links = references(html, "<a href")
        #expect(links == ["../../the%20library/clips/\(id)/report.html"])
        #expect(
            FileManager.default.fileExists(
                atPath: dailies.folder.file("pages/of today/" + (links[0].removingPercentEncoding ?? ""))))
        let pictures = references(html, "<img src")
        #expect(pictures.count == 1 && pictures[0].hasPrefix("data:image/jpeg;base64,"))
        #expect(html.utf8.count < 60_000, "\(html.utf8.count)")
        #expect(dailies.names("pages/of today") == ["index.html"])
    }

    @Test func showsWhatIsMeantOfALibrary() throws {
        #expect(try dailies.run("process", try Clip.realShots(), "--group", "spot").status == 0)
        #expect(try dailies.run("process", try Clip.blackThenWhite(), "--spec", "uhd-60").status == 1)
        let all = try dailies.run("library", "report", "--output", "library/index.html", "--json").json()
        #expect(all["clips"] as? Int == 2)
        #expect(references(try page("library/index.html"), "<a href").allSatisfy { $0.hasPrefix("clips/") })
        let failed = try dailies.run("library", "report", "--verdict", "fail", "--output", "failed.html")
        #expect(failed.status == 0 && failed.text.contains("failed.html: 1 clip"), "\(failed.errors)")
        let html = try page("failed.html")
        #expect(html.contains("1 fail") && html.contains("class=\"problem fail\"") && !html.contains("real-shots"))
        #expect(try dailies.run("library", "report", "--group", "spot", "--output", "spot.html").status == 0)
        #expect(try page("spot.html").contains("<h1>spot</h1>"))
        #expect(try dailies.run("library", "report", "--words", "nothing", "--output", "none.html").status == 0)
        #expect(try page("none.html").contains("No clip is like that."))
        let unwritable = try dailies.run("library", "report", "--output", "/proc/index.html")
        #expect(unwritable.status == 5, "\(unwritable.errors)")
    }

    @Test func aPageThatCannotBeWrittenIsToldOfBesideTheClips() throws {
        let run = try dailies.run("process", try Clip.blackThenWhite(), "--report", "/proc/index.html", "--json")
        #expect(run.status == 5 && run.errors.contains("/proc/index.html"), "\(run.errors)")
        #expect(try run.clips().first?["state"] as? String == "processed")
    }
}
