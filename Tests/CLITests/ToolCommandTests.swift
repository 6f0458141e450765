internal import Foundation
internal import Support
internal import Testing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct ToolCommandTests {
    @Test func probePrintsTheMediaObject() throws {
        let media = try Dailies().run("probe", try Clip.threeShots(), "--json").json()
        let video = try #require(media["video"] as? [String: Any])
        #expect(video["width"] as? Int == 160)
        #expect(video["variableFrameRate"] as? Bool == false)
        #expect(media.keys.sorted() == ["audio", "container", "duration", "provenance", "video"])
    }

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["DAILIES"] != nil, "it is so of the release build"),
        .enabled(if: Tool("ldd").isInstalled))
    func theProgramNeedsNoSwiftWhereItRuns() throws {
        let libraries = try Tool("ldd").run([Dailies.programPath]).text
        #expect(libraries.contains("libsqlite3"))
        for name in ["swift", "Foundation", "dispatch", "av", "sw"] {
            #expect(!libraries.contains("/lib\(name)"), "\(name) is linked in, or loaded when it is needed")
        }
    }

    @Test func shotsTileTheClip() throws {
        let list = try Dailies().run("shots", try Clip.threeShots(), "--json").json()
        let shots = try #require(list["shots"] as? [[String: Any]])
        #expect(shots.first?["startFrame"] as? Int == 0)
        #expect(shots.last?["endFrame"] as? Int == list["frames"] as? Int)
        for (shot, next) in zip(shots, shots.dropFirst()) {
            #expect(shot["endFrame"] as? Int == next["startFrame"] as? Int)
        }
        #expect(shots.first?.keys.contains("file") == false)
    }

    @Test func splitCutsWhereAPersonSays() throws {
        let dailies = try Dailies()
        let run = try dailies.run("split", try Clip.threeShots(), "--at", "5f", "--output", "cuts", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let shots = try #require(try run.json()["shots"] as? [[String: Any]])
        #expect(shots.map { $0["startFrame"] as? Int } == [0, 5])
        #expect(shots.map { $0["file"] as? String } == ["cuts/shot-01.mp4", "cuts/shot-02.mp4"])
        #expect(dailies.names("cuts") == ["shot-01.mp4", "shot-02.mp4"])
    }

    @Test func splitWritesOnlyTheShotsThatAreAskedFor() throws {
        let dailies = try Dailies()
        let run = try dailies.run(
            "split", try Clip.threeShots(), "--at", "5f", "--at", "20f", "--at", "41f", "--shots", "2,4", "--output",
            "cuts", "--verify", "full", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let shots = try #require(try run.json()["shots"] as? [[String: Any]])
        #expect(shots.map { $0["index"] as? Int } == [2, 4])
        #expect(dailies.names("cuts") == ["shot-02.mp4", "shot-04.mp4"])
        let proof = try #require(shots[0]["proof"] as? [String: Any])
        #expect(proof["passed"] as? Bool == true && proof["comparedFrames"] as? Int == 15)
        let missing = try dailies.run("split", try Clip.threeShots(), "--at", "5f", "--shots", "3")
        #expect(missing.status == 2 && missing.errors.contains("there is no shot 3"), "\(missing.errors)")
        let odd = try dailies.run("split", try Clip.threeShots(), "--at", "5f", "--timecode", "25:00:00:00")
        #expect(odd.status == 2 && odd.errors.contains("no timecode"), "\(odd.errors)")
    }

    @Test func splitJoinsShotsInTheOrderThatIsAskedFor() throws {
        let dailies = try Dailies()
        let cuts = ["--at", "5f", "--at", "20f", "--at", "52f"]
        let run = try dailies.split(try Clip.threeShots(), cuts + ["--shots", "4,1", "--join", "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let joined = try #require(try run.json()["joined"] as? [String: Any])
        #expect(joined["file"] as? String == "shots-shots/shots-04+01.mp4")
        #expect(joined["shots"] as? [Int] == [4, 1] && joined["frames"] as? Int == 13)
        #expect((joined["proof"] as? [String: Any])?["passed"] as? Bool == true)
        let shots = try #require(try run.json()["shots"] as? [[String: Any]])
        #expect(shots.map { $0["index"] as? Int } == [4, 1] && shots.allSatisfy { $0["file"] is NSNull })
        #expect(dailies.names("shots-shots") == ["shots-04+01.mp4"])
        let named = try dailies.split(try Clip.threeShots(), cuts + ["--shots", "2-4", "--join", "--output", "a.mp4"])
        #expect(named.status == 0 && named.text.contains("a.mp4: smart"), "\(named.errors)")
        #expect(dailies.names("") == ["a.mp4", "shots-shots"])
        #expect(try FFprobe.pictureHashes(of: dailies.folder.file("a.mp4")).count == 55)
    }

    @Test func splitRefusesAJoinThatCannotBe() throws {
        let dailies = try Dailies()
        let clip = try dailies.folder.write(try bytes(of: try Clip.threeShots()), to: "clip.mp4")
        let itself = try dailies.split(clip, ["--join", "--output", "clip.mp4"])
        #expect(itself.status == 2 && itself.errors.contains("is the clip itself"), "\(itself.errors)")
        let other = try dailies.split(clip, ["--at", "5f", "--join", "--output", "clip.mov"])
        #expect(other.status == 2 && other.errors.contains("only into an .mp4 file"), "\(other.errors)")
        let code = try dailies.split(
            clip, ["--at", "5f", "--at", "20f", "--shots", "1,3", "--join", "--timecode", "01:00:00:00"])
        #expect(code.status == 2 && code.errors.contains("leave --timecode out"), "\(code.errors)")
        #expect(dailies.names("") == ["clip.mp4"])
    }

    @Test func theWordBehindVerifyMayBeTheClip() throws {
        let dailies = try Dailies()
        let run = try dailies.run("split", "--at", "20f", "--json", "--verify", try Clip.threeShots())
        #expect(run.status == 0, "\(run.errors)")
        let shots = try #require(try run.json()["shots"] as? [[String: Any]])
        #expect(shots.map { ($0["proof"] as? [String: Any])?["verification"] as? String } == ["ends", "ends"])
        let odd = try dailies.run("split", "--verify", "all", try Clip.threeShots())
        #expect(odd.status == 2 && odd.errors.contains("packets, ends or full"), "\(odd.errors)")
        #expect(try dailies.run("split", "--verify").errors.contains("Missing expected argument"))
    }

    @Test func aCutPastTheEndIsAUsageErrorThatNamesTheEnd() throws {
        let dailies = try Dailies()
        let run = try dailies.run("split", try Clip.threeShots(), "--at", "100000f")
        #expect(run.status == 2)
        #expect(run.errors.contains("frames"), "\(run.errors)")
        #expect(dailies.names("") == [])
    }

    @Test func smartRefusesWhatItWouldEncodeWhole() throws {
        let dailies = try Dailies()
        let run = try dailies.run("split", try Clip.oneKeyframe(), "--at", "7f", "--method", "smart")
        #expect(run.status == 2)
        #expect(run.errors.contains("shot 2 cannot be cut by smart"), "\(run.errors)")
        #expect(dailies.names("") == [])
    }

    @Test func proxyAndThumbsWriteOnlyTheirFiles() throws {
        let dailies = try Dailies()
        #expect(try dailies.run("proxy", try Clip.threeShots(), "--output", "p.mp4").status == 0)
        #expect(try dailies.run("thumbs", try Clip.threeShots(), "--output", "t").status == 0)
        #expect(dailies.names("") == ["p.mp4", "t"])
        #expect(dailies.names("t").contains("sheet.jpg"))
    }

    @Test func checkJudgesAndExitsWithOne() throws {
        let dailies = try Dailies()
        let run = try dailies.run("check", try Clip.threeShots(), "--spec", "uhd-60", "--json")
        #expect(run.status == 1)
        #expect(try run.json()["verdict"] as? String == "fail")
        #expect(try dailies.run("check", "--list").text.contains("video.resolution"))
    }

    @Test func progressIsOneJSONObjectALine() throws {
        let run = try Dailies().run("shots", try Clip.threeShots(), "--progress", "json", "--json")
        let lines = run.errors.split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines {
            #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil, "\(line)")
        }
    }

    @Test func theDemoNeedsNothing() throws {
        let dailies = try Dailies()
        let run = try dailies.run("demo", "--json", within: 400)
        #expect(run.status == 0, "\(run.errors)")
        let id = try #require(try run.clips().first?["id"] as? String)
        #expect((try dailies.sidecar(id)["shots"] as? [Any])?.count == 4)
    }
}
