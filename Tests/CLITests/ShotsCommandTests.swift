import Foundation
import FoundationXML
import Support
import Testing

/// `dailies shots` with all that it can be asked for, judged by programs that read those formats.
struct ShotsCommandTests {
    /// A saved request with this `multi_prompt`.
    private func request(_ dailies: Dailies, _ script: String) throws -> String {
        let body: [String: Any] = [
            "model": "kling-3.0", "prompt": "a test", "klingParams": ["duration": 3, "multi_prompt": script],
        ]
        let file = dailies.folder.file("request.json")
        try JSONSerialization.data(withJSONObject: body).write(to: URL(fileURLWithPath: file))
        return file
    }

    private func starts(_ run: Tool.Run) throws -> [Int] {
        try (run.json()["shots"] as? [[String: Any]] ?? []).compactMap { $0["startFrame"] as? Int }
    }

    @Test func aRequestGivesPromptsAndChecksAndTheSameCuts() throws {
        let dailies = try Dailies()
        let clip = try Clip.threeScenes()
        let plain = try dailies.run("shots", clip, "--json")
        #expect(try starts(plain) == [0, 24, 48])
        #expect(try plain.json()["checks"] == nil)
        // Both shapes of the script.
        for script in [
            #"[{"time": 0, "prompt": "one"}, {"time": 1, "prompt": "two"}, {"time": 2, "prompt": "three"}]"#,
            #"[{"prompt": "one", "duration": 1}, {"prompt": "two", "duration": 1}, {"prompt": "three", "duration": 1}]"#,
        ] {
            let asked = try dailies.run("shots", clip, "--json", "--request", try request(dailies, script))
            #expect(asked.status == 0, "\(asked.errors)")
            #expect(try starts(asked) == starts(plain))
            let shots = try asked.json()["shots"] as? [[String: Any]] ?? []
            #expect(shots.map { $0["prompt"] as? String } == ["one", "two", "three"])
            let checks = try asked.json()["checks"] as? [[String: Any]] ?? []
            #expect(checks.map { $0["id"] as? String } == ["shots.count", "shots.times"])
            #expect(checks.map { $0["status"] as? String } == ["pass", "pass"])
        }
    }

    @Test func aBrokenRequestIsNamed() throws {
        let dailies = try Dailies()
        let run = try dailies.run("shots", try Clip.threeScenes(), "--request", try request(dailies, "[{"))
        #expect(run.status == 2)
        #expect(run.errors.contains("request.json"))
    }

    @Test func timelinesAreReadByOpenTimelineIO() throws {
        guard let judge = OpenTimelineJudge.installed else {
            print("skipped: no Python here has opentimelineio; scripts/setup --tests installs it")
            return
        }
        let dailies = try Dailies()
        let clip = try Clip.threeScenes()
        let found = try dailies.run("shots", clip, "--json").json()
        let shots = try #require(found["shots"] as? [[String: Any]])
        let wanted = shots.map { [$0["startFrame"] as! Int, ($0["endFrame"] as! Int) - ($0["startFrame"] as! Int)] }
        for (format, file) in [("otio", "clip.otio"), ("edl", "clip.edl"), ("fcpxml", "clip.fcpxml")] {
            let run = try dailies.run("shots", clip, "--format", format)
            #expect(run.status == 0)
            try run.output.write(to: URL(fileURLWithPath: dailies.folder.file(file)))
            #expect(try judge.clips(in: dailies.folder.file(file)) == wanted, "\(format)")
        }
    }

    @Test(.enabled(if: Tool.ffprobe.isInstalled)) func chaptersAreReadByFFmpeg() throws {
        let dailies = try Dailies()
        let clip = try Clip.threeScenes()
        let shots = try starts(dailies.run("shots", clip, "--json"))
        for (format, entries) in [("ffmetadata", "chapter=start_time"), ("vtt", "packet=pts_time")] {
            let file = dailies.folder.file("chapters.\(format)")
            try dailies.run("shots", clip, "--format", format).output.write(to: URL(fileURLWithPath: file))
            let read = try Tool.ffprobe.run(["-v", "error", "-show_entries", entries, "-of", "csv=p=0", file])
            let times = read.text.split { ",\n".contains($0) }.compactMap { Double($0) }
            #expect(times.count == shots.count, "\(format)")
            #expect(times == times.sorted() && times.first == 0)
        }
    }

    @Test func scoresAndPlotAreWrittenForEveryFrame() throws {
        let dailies = try Dailies()
        let run = try dailies.run(
            "shots", try Clip.threeScenes(), "--json", "--stats", "why.csv", "--plot", "why.svg")
        #expect(run.status == 0, "\(run.errors)")
        let frames = try #require(try run.json()["frames"] as? Int)
        let rows = try String(contentsOfFile: dailies.folder.file("why.csv"), encoding: .utf8).split(separator: "\n")
        #expect(rows.count == frames + 1)
        #expect(rows.last?.hasPrefix("\(frames - 1),") == true)
        let plot = try Data(contentsOf: URL(fileURLWithPath: dailies.folder.file("why.svg")))
        let reader = XMLParser(data: plot)
        let counter = ElementCounter()
        reader.delegate = counter
        #expect(reader.parse())
        // Both sides of each cut, and each shot in the band.
        let shots = try starts(run).count
        #expect(counter.counts["image"] == 2 * (shots - 1))
        #expect(counter.counts["g"] == shots)
    }

    @Test func aPlaceThatCannotBeWrittenIsAnOutputError() throws {
        let dailies = try Dailies()
        let run = try dailies.run("shots", try Clip.threeScenes(), "--stats", "/proc/none/why.csv")
        #expect(run.status == 5)
        #expect(run.output.isEmpty)
    }
}
