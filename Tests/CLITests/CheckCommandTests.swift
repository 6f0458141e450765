import Foundation
import FoundationXML
import Support
import Testing

/// `dailies check` against what a person, a record or a preset orders.
struct CheckCommandTests {
    private func statuses(_ run: Tool.Run) throws -> [String: String] {
        let checks = try run.json()["checks"] as? [[String: Any]] ?? []
        return Dictionary(uniqueKeysWithValues: checks.map { ($0["id"] as! String, $0["status"] as! String) })
    }

    @Test func optionsAreAnOrder() throws {
        let dailies = try Dailies()
        let clip = try Clip.threeScenes()  // 160x90, 24 a second, 3 s, with sound
        let good = try dailies.run(
            "check", clip, "--json", "--size", "160x90", "--fps", "24", "--duration", "3", "--sound", "--shots", "3")
        #expect(good.status == 0, "\(good.errors)")
        let found = try statuses(good)
        for id in ["video.resolution", "video.frameRate", "container.duration", "audio.present", "shots.count"] {
            #expect(found[id] == "pass", "\(id)")
        }
        let bad = try dailies.run("check", clip, "--json", "--size", "320x180", "--fps", "23.976", "--no-sound")
        #expect(bad.status == 1)
        #expect(try statuses(bad)["video.resolution"] == "fail")
        #expect(try statuses(bad)["audio.present"] == "warn")
    }

    @Test(arguments: [["--size", "4k"], ["--fps", "0"], ["--fps", "fast"], ["--duration", "-1"], ["--shots", "0"]])
    func aWrongOptionIsNamed(words: [String]) throws {
        let run = try Dailies().run("check", try Clip.threeScenes(), words[0], words[1])
        #expect(run.status == 2)
        #expect(run.errors.contains(words[0]))
    }

    @Test func aJobsRecordOrdersAndTellsThePrice() throws {
        let dailies = try Dailies()
        let record: [String: Any] = [
            "id": "7b1e", "model": "kling-3.0", "status": "COMPLETED", "creditCost": 200,
            "input": ["prompt": "x", "duration": 3, "mode": "pro", "generate_audio": true],
        ]
        try JSONSerialization.data(withJSONObject: record)
            .write(to: URL(fileURLWithPath: dailies.folder.file("job.json")))
        let run = try dailies.run("check", try Clip.threeScenes(), "--json", "--job", "job.json")
        let checks = try run.json()["checks"] as? [[String: Any]] ?? []
        let price = try #require(checks.first { $0["id"] as? String == "price.credits" })
        #expect(price["status"] as? String == "warn")
        #expect(price["expected"] as? String == "174 credits ($1.74)")
        #expect(price["actual"] as? String == "200 credits ($2.00)")
    }

    @Test func faultsHaveTheirFrames() throws {
        // The counter's picture goes white for three frames in the middle.
        let clip = try Clip.made(
            "white-frames.mp4",
            [
                "-i", try Clip.threeScenes(), "-map", "0:v", "-vf",
                "drawbox=w=iw:h=ih:t=fill:color=white:enable='between(n,33,35)'",
            ]
                + Clip.h264())
        let run = try Dailies().run("check", clip, "--json")
        let checks = try run.json()["checks"] as? [[String: Any]] ?? []
        let flat = try #require(checks.first { $0["id"] as? String == "picture.flat" })
        #expect(flat["status"] as? String == "warn")
        let places = try #require(flat["evidence"] as? [[String: Any]])
        #expect(places.map { $0["startFrame"] as? Int } == [33] && places.map { $0["endFrame"] as? Int } == [36])
    }

    @Test func theTableFitsEightyColumns() throws {
        let run = try Dailies().run("check", try Clip.threeScenes(), "--spec", "uhd-60")
        #expect(run.status == 1)
        let lines = run.text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines.first?.hasPrefix("fail") == true)
        #expect(lines.last?.hasPrefix("verdict: fail") == true)
    }

    @Test(.enabled(if: PythonSchema.isInstalled, "python3-jsonschema is not installed"))
    func theResultFitsItsSchema() throws {
        let dailies = try Dailies()
        let schema = try dailies.run("check", "--schema")
        #expect(schema.status == 0)
        _ = try dailies.folder.write(schema.text, to: "schema.json")
        let clips = [
            try dailies.run("check", try Clip.threeScenes(), "--json", "--spec", "uhd-60"),
            try dailies.run("check", try Clip.variableRate(), "--json"),
        ]
        for (number, run) in clips.enumerated() {
            let file = try dailies.folder.write(run.text, to: "\(number).json")
            #expect(try PythonSchema.complaints(about: file, schema: dailies.folder.file("schema.json")) == "")
        }
        let wrong = try dailies.folder.write(#"{"verdict": "good", "checks": []}"#, to: "wrong.json")
        #expect(try PythonSchema.complaints(about: wrong, schema: dailies.folder.file("schema.json")) != "")
    }

    @Test(.enabled(if: Tool("python3").isInstalled, "python3 is not installed"))
    func theReadmeListsEveryCheck() throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../scripts/list-checks").standardizedFileURL.path
        let run = try Tool("python3").attempt([script, "--check"], environment: ["DAILIES": Dailies.programPath])
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func ciSystemsGetAReport() throws {
        let dailies = try Dailies()
        let run = try dailies.run(
            "check", try Clip.threeScenes(), "--spec", "uhd-60", "--junit", "report.xml", "--json")
        let counts = try statuses(run).values
        let report = try Data(contentsOf: URL(fileURLWithPath: dailies.folder.file("report.xml")))
        let counter = ElementCounter()
        let reader = XMLParser(data: report)
        reader.delegate = counter
        #expect(reader.parse())
        #expect(counter.counts["testcase"] == counts.count)
        #expect(counter.counts["failure"] == counts.count { $0 == "fail" })
        #expect(counter.counts["skipped"] ?? 0 == counts.count { $0 == "notEvaluated" })
    }
}
