internal import Foundation
internal import Support
internal import Testing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct ProcessTests {
    @Test func makesAClipWholeAndListsEveryFile() throws {
        let dailies = try Dailies()
        let run = try dailies.run("process", try Clip.realShots(), "--json")
        #expect(run.status == 0, "\(run.errors)")
        let clip = try #require(try run.clips().first)
        let id = try #require(clip["id"] as? String)
        #expect(clip["state"] as? String == "processed")
        #expect(dailies.names("library/clips") == [id])
        #expect(dailies.names("library/.work") == [])
        let sidecar = try dailies.sidecar(id)
        let outputs = try #require(sidecar["outputs"] as? [[String: Any]]).compactMap { $0["file"] as? String }
        var onDisk: Set = ["report.html", "shots.edl", "timeline.otio"]
        #expect(onDisk.isSubset(of: dailies.names("library/clips/\(id)")))
        for folder in ["shots", "thumbs", "proxies", "statistics"] {
            for name in dailies.names("library/clips/\(id)/\(folder)") { onDisk.insert("\(folder)/\(name)") }
        }
        #expect(Set(outputs) == onDisk)
        #expect(
            onDisk.isSuperset(of: [
                "thumbs/poster.jpg", "thumbs/sheet.jpg", "thumbs/sprite.vtt", "proxies/proxy-720p.mp4",
                "statistics/shots.csv", "statistics/loudness.csv",
            ]))
        #expect(try bytes(of: dailies.folder.file("library/clips/\(id)/source.mp4")) == bytes(of: try Clip.realShots()))
        #expect(try dailies.run("library", "verify").status == 0)
    }

    @Test func tellsWhereTheTimeWent() throws {
        let dailies = try Dailies()
        let clip = try Clip.realShots()
        let run = try dailies.run("process", clip, "--timings", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let told = try #require(try run.clips().first?["timings"] as? [String: Any])
        let steps = try #require(told["steps"] as? [String: Double])
        #expect(Set(["pass", "probe", "split", "thumbnails"]).isSubset(of: steps.keys))
        let pass = try #require(told["pass"] as? [String: Any])
        let threads = try #require(pass["threads"] as? [[String: Any]])
        #expect(threads.compactMap { $0["name"] as? String } == ["decoding", "reduction", "pictures", "proxies"])
        let seconds = try #require(pass["seconds"] as? Double)
        for thread in threads {
            let waits = try #require(thread["waits"] as? [[String: Any]]).compactMap { $0["seconds"] as? Double }
            let spent = try #require(thread["processor"] as? Double)
            #expect(spent > 0 && !waits.isEmpty && waits.reduce(0, +) <= seconds + 0.01)
        }
        // What is there already took no time to tell of.
        #expect(try dailies.run("process", clip, "--timings", "--json").clips().first?["timings"] == nil)
        let again = try dailies.run("process", clip, "--timings", "--force")
        #expect(again.text.contains("decoding") && again.text.contains("for pictures"), "\(again.text)")
    }

    @Test(arguments: ["ends", "full"])
    func aPresetSaysHowMuchOfEachShotIsReadBack(_ verification: String) throws {
        let dailies = try Dailies()
        let pipeline = try dailies.folder.write(
            "description: x\nsplit: { method: auto, verify: \(verification) }\n", to: "p.yaml")
        let run = try dailies.run("process", try Clip.realShots(), "--pipeline", pipeline, "--json")
        #expect(run.status == 0, "\(run.errors)")
        let sidecar = try dailies.sidecar(try #require(try run.clips().first?["id"] as? String))
        let shots = try #require(sidecar["shots"] as? [[String: Any]])
        let proofs = shots.compactMap { $0["proof"] as? [String: Any] }
        #expect(proofs.count == shots.count && proofs.allSatisfy { $0["verification"] as? String == verification })
        #expect(proofs.allSatisfy { $0["passed"] as? Bool == true && ($0["comparedFrames"] as? Int ?? 0) > 0 })
    }

    @Test func timelinesLeadToTheStoredClipUnderItsOwnName() throws {
        let dailies = try Dailies()
        let run = try dailies.run("process", try Clip.realShots(), "--json")
        let id = try #require(try run.clips().first?["id"] as? String)
        let folder = dailies.folder.file("library/clips/\(id)")
        let timeline = try #require(
            try JSONSerialization.jsonObject(with: Data(try bytes(of: folder + "/timeline.otio"))) as? [String: Any])
        #expect(timeline["name"] as? String == "real-shots")
        let stack = try #require(timeline["tracks"] as? [String: Any])
        let tracks = try #require(stack["children"] as? [[String: Any]])
        let clips = try #require(tracks[0]["children"] as? [[String: Any]])
        #expect(clips.count == 3)
        let reference = try #require(clips[0]["media_reference"] as? [String: Any])
        // From the timeline's own folder: a library may be moved.
        #expect(reference["target_url"] as? String == "source.mp4")
        #expect(String(decoding: try bytes(of: folder + "/shots.edl"), as: UTF8.self).hasPrefix("TITLE: real-shots\n"))
        let scores = String(decoding: try bytes(of: folder + "/statistics/shots.csv"), as: UTF8.self)
        #expect(scores.split(separator: "\n").count == 1 + 72, "one row for each frame")
        let report = String(decoding: try bytes(of: folder + "/report.html"), as: UTF8.self)
        #expect(
            report.contains(#"<polyline class="cut" points=""#) && report.contains(#"src="proxies/proxy-720p.mp4""#))
        #expect(report.matches(of: #/(src|href|poster)="https?:/#).isEmpty, "it asks nothing of any network")
    }

    @Test func shotFilesAndProxyHoldEveryFrameOfTheSource() throws {
        let dailies = try Dailies()
        let id = try #require(
            try dailies.run("process", try Clip.realShots(), "--json").clips().first?["id"] as? String)
        let folder = dailies.folder.file("library/clips/\(id)")
        let total = try frames(in: folder + "/source.mp4")
        let shots = dailies.names("library/clips/\(id)/shots")
        #expect(shots.count == 3)
        #expect(try shots.reduce(0) { try $0 + frames(in: "\(folder)/shots/\($1)") } == total)
        #expect(try frames(in: folder + "/proxies/proxy-720p.mp4") == total)
    }

    @Test func theSameClipTwiceIsOneClipAndNoWork() throws {
        let dailies = try Dailies()
        let clip = try Clip.blackThenWhite()
        _ = try dailies.run("process", clip)
        let sidecar = dailies.folder.file("library/clips/\(dailies.names("library/clips")[0])/clip.json")
        let before = try FileManager.default.attributesOfItem(atPath: sidecar)[.modificationDate] as? Date
        let again = try dailies.run("process", clip, "--json")
        #expect(again.status == 0)
        #expect(try again.clips().first?["state"] as? String == "alreadyThere")
        let after = try FileManager.default.attributesOfItem(atPath: sidecar)[.modificationDate] as? Date
        #expect(before == after)
        #expect(try dailies.run("process", clip, "--force", "--json").clips().first?["state"] as? String == "processed")
        #expect(dailies.names("library/clips").count == 1)
    }

    @Test func anotherSpecMakesTheClipAgainAndAPlainRunKeepsIt() throws {
        let dailies = try Dailies()
        let clip = try Clip.blackThenWhite()
        #expect(try dailies.run("process", clip).status == 0)
        let judged = try dailies.run("process", clip, "--spec", "uhd-60", "--json")
        #expect(judged.status == 1)
        #expect(try judged.clips().first?["state"] as? String == "processed")
        let plain = try dailies.run("process", clip, "--json")
        #expect(plain.status == 1, "the stored verdict still fails")
        #expect(try plain.clips().first?["state"] as? String == "alreadyThere")
    }

    @Test func aRequestGivesPromptsToShotsAndIsKept() throws {
        let dailies = try Dailies()
        let request = try dailies.folder.write(
            #"""
            {"model": "kling-3.0", "prompt": "a \"day\"", "klingParams": {"duration": 3, "mode": "pro",
             "generate_audio": true, "multi_prompt": "[{\"time\":0,\"prompt\":\"one\"},{\"time\":1,\"prompt\":\"two\"},{\"time\":2,\"prompt\":\"three\"}]"}}
            """#, to: "request.json")
        let run = try dailies.run("process", try Clip.realShots(), "--request", request, "--json")
        #expect(run.status == 1, "320x180 is not what a pro clip has")
        let id = try #require(try run.clips().first?["id"] as? String)
        let sidecar = try dailies.sidecar(id)
        let prompts = (sidecar["shots"] as? [[String: Any]])?.compactMap { $0["prompt"] as? String }
        #expect(prompts == ["one", "two", "three"])
        #expect((sidecar["generation"] as? [String: Any])?["model"] as? String == "kling-3.0")
        let forced = try dailies.run("process", try Clip.realShots(), "--force")
        #expect(forced.status == 1)
        #expect((try dailies.sidecar(id)["generation"] as? [String: Any])?["prompt"] as? String == "a \"day\"")
    }

    @Test func eachOfSeveralInputsIsTriedAndTheHighestCodeWins() throws {
        let dailies = try Dailies()
        let run = try dailies.run("process", "nothing.mp4", try Clip.blackThenWhite(), "--json")
        #expect(run.status == 3)
        #expect(try run.clips().map { $0["state"] as? String } == ["failed", "processed"])
    }

    @Test func aLibraryMayHaveSpacesAndLettersOfAnyScript() throws {
        let dailies = try Dailies()
        let run = try dailies.run("process", try Clip.blackThenWhite(), "--library", "Ü b e r 映画 🎬", "--json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(dailies.names("Ü b e r 映画 🎬/clips").count == 1)
        let id = try #require(dailies.names("Ü b e r 映画 🎬/clips").first)
        #expect(try dailies.run("library", "list", environment: ["DAILIES_LIBRARY": "Ü b e r 映画 🎬"]).text.contains(id))
    }

    @Test func theCatalogueCanBeMadeAgain() throws {
        let dailies = try Dailies()
        _ = try dailies.run("process", try Clip.blackThenWhite())
        let before = try dailies.run("library", "list", "--json").output
        try FileManager.default.removeItem(atPath: dailies.folder.file("library/catalogue.sqlite"))
        #expect(try dailies.run("library", "rebuild").status == 0)
        #expect(try dailies.run("library", "list", "--json").output == before)
    }

    @Test(.enabled(if: PythonSchema.isInstalled, "python3-jsonschema is not installed"))
    func everySidecarFitsTheSchema() throws {
        let dailies = try Dailies()
        _ = try dailies.run("process", try Clip.realShots(), try Clip.rotated(), try Clip.variableRate())
        let ids = dailies.names("library/clips")
        #expect(ids.count == 3)
        for id in ids {
            #expect(try PythonSchema.complaints(about: dailies.folder.file("library/clips/\(id)/clip.json")) == "")
        }
    }

    @Test func aJobsRecordIsHeldAgainstThePriceAndKept() throws {
        let dailies = try Dailies()
        let record = { (cost: Int) in
            #"{"id": "7b1e-9", "model": "kling-3.0", "status": "COMPLETED", "creditCost": \#(cost), "input": "#
                + #"{"prompt": "x", "duration": 3, "mode": "pro", "generate_audio": true}}"#
        }
        _ = try dailies.folder.write(record(174), to: "job.json")
        let clip = try Clip.threeScenes()
        let run = try dailies.run("process", clip, "--json", "--job", "job.json")
        let id = try #require(try run.clips().first?["id"] as? String)
        let sidecar = try dailies.sidecar(id)
        let generation = try #require(sidecar["generation"] as? [String: Any])
        #expect(generation["jobId"] as? String == "7b1e-9" && generation["model"] as? String == "kling-3.0")
        #expect(generation["credits"] as? [String: Int] == ["expected": 174, "charged": 174])
        let price = { (sidecar: [String: Any]) in
            (sidecar["checks"] as? [[String: Any]])?.first { $0["id"] as? String == "price.credits" }
        }
        #expect(price(sidecar)?["status"] as? String == "pass")
        #expect((price(sidecar)?["message"] as? String)?.contains("usable seconds cost $") == true)
        // Another job of the same request is another order: the clip is made again, and the price is off.
        _ = try dailies.folder.write(record(200).replacing("7b1e-9", with: "7b1e-10"), to: "job.json")
        _ = try dailies.run("process", clip, "--json", "--job", "job.json")
        #expect(price(try dailies.sidecar(id))?["status"] as? String == "warn")
        #expect(try dailies.run("process", clip, clip, "--job", "job.json").status == 2)
        _ = try dailies.folder.write("{}", to: "empty.json")
        #expect(try dailies.run("process", clip, "--job", "empty.json").errors.contains("no id"))
    }

    private func frames(in file: String) throws -> Int {
        let run = try Tool.ffprobe.run([
            "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", "stream=nb_read_frames",
            "-of", "csv=p=0", file,
        ])
        return Int(run.text.filter(\.isNumber)) ?? -1
    }
}

/// Debian's python3-jsonschema, which knows nothing of this project.
enum PythonSchema {
    private static let python: Tool? = [Tool(at: "/usr/bin/python3"), Tool("python3")].first {
        $0.isInstalled && (try? $0.attempt(["-c", "import jsonschema"]).status) == 0
    }
    static var isInstalled: Bool { python != nil }
    static let clipSchema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../presets/schema/clip.schema.json").standardizedFileURL.path

    /// What is wrong with a document, a sidecar unless told; empty when nothing is.
    static func complaints(about file: String, schema: String = clipSchema) throws -> String {
        let script = """
            import json, sys, jsonschema
            schema = json.load(open(sys.argv[1])); document = json.load(open(sys.argv[2]))
            for error in jsonschema.Draft202012Validator(schema).iter_errors(document): print(error.message)
            """
        return try python!.run(["-c", script, schema, file]).text
    }
}
