import Foundation
import Support
import Testing

/// Chapters in a browser: what Chromium makes of the track.
struct ChapterTrackTests {
    private static let chromium = Tool("chromium")

    @Test(.enabled(if: chromium.isInstalled, "chromium is not installed"))
    func chromiumReadsEveryChapterWithItsTitle() throws {
        let dailies = try Dailies()
        let body: [String: Any] = [
            "model": "kling-3.0", "prompt": "x",
            "klingParams": [
                "duration": 3,
                "multi_prompt":
                    #"[{"time":0,"prompt":"a <b> & c"},{"time":1,"prompt":"x --> y"},{"time":2,"prompt":"ü 🦊"}]"#,
            ],
        ]
        let request = dailies.folder.file("request.json")
        try JSONSerialization.data(withJSONObject: body).write(to: URL(fileURLWithPath: request))
        let track = try dailies.run("shots", try Clip.threeScenes(), "--format", "vtt", "--request", request).output
        let page = """
            <video><track kind="chapters" default src="data:text/vtt;base64,\(track.base64EncodedString())"></video>
            <pre></pre><script>
            const track = document.querySelector("track"); track.track.mode = "hidden";
            track.onload = () => document.querySelector("pre").textContent = JSON.stringify(
                [...track.track.cues].map(cue => [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent]));
            track.onerror = () => document.querySelector("pre").textContent = "refused";
            </script>
            """
        let file = try dailies.folder.write(page, to: "page.html")
        let shown = try Self.chromium.run([
            "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom", "file://\(file)",
        ])
        let text = try #require(shown.text.firstMatch(of: #/<pre>(.*?)<\/pre>/#)).1
        let cues = String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        let read = try JSONSerialization.jsonObject(with: Data(cues.utf8)) as? [[Any]] ?? []
        #expect(read.map { $0[0] as? Double } == [0, 1, 2] && read.map { $0[1] as? Double } == [1, 2, 3])
        #expect(read.map { $0[2] as? String } == ["Shot 1: a <b> & c", "Shot 2: x --> y", "Shot 3: ü 🦊"])
    }
}
