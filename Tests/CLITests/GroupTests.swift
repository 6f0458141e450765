internal import Foundation
internal import Support
internal import Testing

/// Versions of one piece of work, a repair, and timelines over many clips: on clips that are processed.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct GroupTests {
    private let dailies: Dailies
    private let ids: [String]

    init() throws {
        dailies = try Dailies()
        var ids: [String] = []
        for (clip, variant) in [(try Clip.realShots(), "German: 100%, 'original'"), (try Clip.tallShots(), "9:16")] {
            let run = try dailies.run("process", clip, "--group", "spot", "--variant", variant, "--json")
            ids.append(try #require(try run.clips().first?["id"] as? String, "\(run.errors)"))
        }
        self.ids = ids
    }

    private func library(_ words: String...) throws -> Tool.Run { try dailies.run(["library"] + words) }

    @Test func versionsAreListedAndRelabelledWithoutMakingThemAgain() throws {
        #expect(try dailies.sidecar(ids[1])["group"] as? String == "spot")
        let listed = try library("list", "--group", "spot", "--sort", "group", "--json").clips()
        #expect(listed.map { $0["variant"] as? String } == ["9:16", "German: 100%, 'original'"])
        let before = try dailies.sidecar(ids[1])["timings"] as? [String: Double]
        let run = try dailies.run("process", ids[1], "--variant", "upright", "--json")
        #expect(try run.clips().first?["state"] as? String == "alreadyThere")
        let after = try dailies.sidecar(ids[1])
        #expect(after["variant"] as? String == "upright" && after["group"] as? String == "spot")
        #expect(after["timings"] as? [String: Double] == before)
        #expect(try library("list", "--variant", "upright", "--json").clips().count == 1)
        #expect(try library("verify").status == 0)
        _ = try dailies.run("process", ids[1], "--force")
        #expect(try dailies.sidecar(ids[1])["variant"] as? String == "upright", "made again, it is the same version")
        #expect(try dailies.run("process", ids[1], "--group", " ").status == 2)
    }

    @Test func aSheetHasTheSameShotOfEachSideBySide() throws {
        let run = try library("sheet", "--group", "spot", "--output", "versions.jpg", "--still-width", "200", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let made = try run.json()
        #expect(made["versions"] as? Int == 2 && made["shots"] as? Int == 3)
        let probe = try Tool.ffprobe.run([
            "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0",
            dailies.folder.file("versions.jpg"),
        ]).text
        #expect(probe.hasPrefix("\(made["width"] as? Int ?? 0),\(made["height"] as? Int ?? 0)"))
        #expect(made["width"] as? Int == 16 + 2 * 216)
        #expect(try library("sheet", "--group", "none", "--output", "x.jpg").status == 2)
        #expect(!FileManager.default.fileExists(atPath: dailies.folder.file("x.jpg")))
    }

    @Test func aRepairMakesEverythingAgainAndKeepsStrays() throws {
        let folder = dailies.folder.file("library/clips/\(ids[0])")
        let before = try dailies.sidecar(ids[0])
        try FileManager.default.removeItem(atPath: folder + "/shots/shot-02.mp4")
        _ = try dailies.folder.write("damaged", to: "library/clips/\(ids[0])/thumbs/poster.jpg")
        _ = try dailies.folder.write("mine", to: "library/clips/\(ids[0])/notes.txt")
        #expect(try library("verify", ids[0]).status == 3)
        let run = try library("verify", "--repair", "--json")
        #expect(run.status == 0, "\(run.text) \(run.errors)")
        #expect(try run.clips().filter { $0["repaired"] as? Bool == true }.map { $0["id"] as? String } == [ids[0]])
        #expect(try library("verify", "--json").status == 0)
        let after = try dailies.sidecar(ids[0])
        for key in ["group", "variant", "verdict"] { #expect(after[key] as? String == before[key] as? String) }
        #expect(NSDictionary(dictionary: after["recipe"] as? [String: Any] ?? [:]).isEqual(before["recipe"]))
        #expect(NSDictionary(dictionary: after["source"] as? [String: Any] ?? [:]).isEqual(before["source"]))
        #expect(dailies.names("library/trash/strays/\(ids[0])") == ["notes.txt"])
    }

    @Test func whatCannotBeRepairedIsLeftAlone() throws {
        let source = "library/clips/\(ids[0])/source.mp4"
        _ = try dailies.folder.write("not a clip any more", to: source)
        let run = try library("verify", ids[0], "--repair")
        #expect(run.status == 3 && run.text.contains("cannot be repaired: source.mp4 has 19 bytes"))
        #expect(try String(contentsOfFile: dailies.folder.file(source), encoding: .utf8) == "not a clip any more")
        _ = try dailies.folder.write("{", to: "library/clips/\(ids[1])/clip.json")
        let other = try library("verify", ids[1], "--repair")
        #expect(other.status == 3 && other.text.contains("its order and its recipe are lost"))
    }

    @Test(
        .enabled(if: OpenTimelineJudge.installed != nil, "opentimelineio is not installed; see scripts/setup --tests"))
    func oneTimelineHoldsManyClips() throws {
        let judge = try #require(OpenTimelineJudge.installed)
        // Three shots of 24 frames each, twice.
        let expected = [[0, 24], [24, 24], [48, 24], [0, 24], [24, 24], [48, 24]]
        for (format, file) in [("otio", "a.otio"), ("fcpxml", "a.fcpxml"), ("edl", "a.edl")] {
            let run = try library("export", "--format", format, "--group", "spot", "--output", file)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try judge.clips(in: dailies.folder.file(file)) == expected, "\(format)")
        }
        let list = try library("export", "--format", "edl", "--group", "spot").text
        for id in ids { #expect(list.contains(id.prefix(8).uppercased() + " "), "a reel is a clip") }
        _ = try library("export", "--format", "otio", "--whole-clips", "--output", "b.otio", ids[1], ids[0])
        #expect(try judge.clips(in: dailies.folder.file("b.otio")) == [[0, 72], [0, 72]])
        let text = try library("export", "--format", "otio", "--whole-clips", ids[1], ids[0]).text
        let places = try ids.map { try #require(text.range(of: "clips/\($0)/source.mp4")).lowerBound }
        #expect(places[1] < places[0], "in the order in which they are named")
        _ = try library("export", "--format", "otio", "--group", "spot", "--fps", "48", "--output", "c.otio")
        #expect(try judge.clips(in: dailies.folder.file("c.otio")).first == [0, 48], "laid on another rate by time")
    }
}

extension Clip {
    /// The shots of ``realShots()``, upright.
    fileprivate static func tallShots() throws -> String {
        try made(
            "tall-shots.mp4",
            ["-i", try realShots(), "-vf", "crop=ih*9/16:ih,scale=180:320", "-pix_fmt", "yuv420p", "-c:a", "copy"])
    }
}
