internal import Foundation
internal import Support
internal import Testing

/// Several runs on one clip, and runs that died: what is on the disk, what is listed and what was answered agree.
@Suite(.serialized, .enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct SharedClipTests {
    private let dailies: Dailies
    /// A pipeline that makes little, so that debug runs stay fast.
    private let little: [String]

    init() throws {
        dailies = try Dailies()
        little = ["--pipeline", try dailies.folder.write("description: sidecars only\n", to: "little.yaml")]
    }

    /// The id of the one clip, made of `clip` with no label.
    private func process(_ clip: String, _ options: String...) throws -> String {
        let run = try dailies.run(["process", clip, "--json"] + little + options)
        return try #require(try run.clips().first?["id"] as? String, "\(run.errors)")
    }

    /// Whoever comes second to a new clip does what it would have done had it come later.
    @Test func twoRunsOnOneNewClipAreAsOneAfterTheOther() throws {
        let clip = try Clip.realShots()
        for number in 0..<3 {
            let library = ["--library", "library-\(number)"]
            let runs = try [["--group", "AAA"], ["--group", "BBB", "--spec", "uhd-60"]].map {
                try dailies.start(["process", clip] + little + $0 + library)
            }
            let codes = runs.map { $0.wait() }
            let id = try #require(dailies.names("library-\(number)/clips").first)
            let sidecar = try dailies.sidecar(id, library: "library-\(number)")
            #expect((sidecar["recipe"] as? [String: Any])?["spec"] as? String == "uhd-60", "never dropped: \(codes)")
            #expect(sidecar["verdict"] as? String == "fail" && codes[1] == 1, "and its verdict is told")
            #expect(["AAA", "BBB"].contains(sidecar["group"] as? String))
            let entry = try #require(try dailies.run(["library", "list", "--json"] + library).clips().first)
            #expect(entry["verdict"] as? String == "fail" && entry["group"] as? String == sidecar["group"] as? String)
            #expect(try dailies.run(["library", "verify"] + library).status == 0)
            #expect(dailies.names("library-\(number)/.work") == [])
        }
    }

    @Test func labelsThatComeAtOnceAreAllThere() throws {
        let clip = try Clip.blackThenWhite()
        let id = try process(clip)
        for number in 0..<5 {
            let runs = try [["--group", "g\(number)"], ["--variant", "v\(number)"]].map {
                try dailies.start(["process", id] + $0)
            }
            #expect(runs.map { $0.wait() } == [0, 0])
            let sidecar = try dailies.sidecar(id)
            #expect(sidecar["group"] as? String == "g\(number)" && sidecar["variant"] as? String == "v\(number)")
        }
    }

    @Test func aClipWithTheSameIDAndAnotherSourceIsAnError() throws {
        let clip = try Clip.blackThenWhite()
        let id = try process(clip)
        // 2^32 tries would make such a file. This one has the hash of none.
        let sidecar = dailies.folder.file("library/clips/\(id)/clip.json")
        let text = try String(contentsOfFile: sidecar, encoding: .utf8)
        let hash = try #require((try dailies.sidecar(id)["source"] as? [String: Any])?["sha256"] as? String)
        let other = String(hash.prefix(16)) + String(repeating: "0", count: 48)
        try text.replacing(hash, with: other).write(toFile: sidecar, atomically: true, encoding: .utf8)
        for command in [["process"], ["process", "--force"], ["process", "--group", "g"]] {
            let run = try dailies.run(command + [clip])
            #expect(run.status == 3 && run.errors.contains(hash) && run.errors.contains(other), "\(run.errors)")
            #expect(run.errors.contains("another file") && run.errors.contains("another library"))
        }
        #expect((try dailies.sidecar(id)["source"] as? [String: Any])?["sha256"] as? String == other)
        #expect(dailies.names("library/.work") == [])
    }

    @Test func aClipThatCannotBeReadIsAnErrorAndNothingOfItIsLost() throws {
        let clip = try Clip.blackThenWhite()
        let id = try process(clip)
        _ = try dailies.folder.write("{ torn", to: "library/clips/\(id)/clip.json")
        let run = try dailies.run(["process", clip] + little)
        #expect(run.status == 3 && run.errors.contains("--force"), "\(run.errors)")
        #expect(try dailies.run(["process", clip, "--force"] + little).status == 0)
        #expect(try dailies.run("library", "verify").status == 0)
        #expect(dailies.names("library/trash/strays/\(id)").contains("clip.json"))
    }

    @Test func aClipThatIsMadeAgainLeavesItsOwnersNotesInTheTrash() throws {
        let id = try process(try Clip.blackThenWhite())
        _ = try dailies.folder.write("mine", to: "library/clips/\(id)/notes.txt")
        let run = try dailies.run(["process", id, "--force"] + little)
        #expect(run.status == 0 && run.errors.contains("trash/strays/\(id)") && run.errors.contains("notes.txt"))
        #expect(dailies.names("library/trash/strays/\(id)") == ["notes.txt"])
    }

    /// A run that is killed at every place around its publishing: what is there is listed, and the next run says so too.
    @Test(.enabled(if: Tool("strace").isInstalled, "strace is not installed"))
    func aKillAroundPublishingLeavesAClipThatIsListedOrNone() throws {
        let clip = try Clip.blackThenWhite()
        let strace = Tool("strace")
        var kills = 0
        for number in 1...40 {
            let library = ["--library", "killed-\(number)"]
            let run = try strace.attempt(
                [
                    "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e",
                    "inject=fsync:signal=SIGKILL:when=\(number)",
                ]
                    + [Dailies.programPath, "process", clip] + little + library, in: dailies.folder.path)
            guard run.status != 0 else { break }
            kills += 1
            let there = dailies.names("killed-\(number)/clips")
            let before = try dailies.run(["library", "list", "--json"] + library).clips()
            #expect(before.compactMap { $0["id"] as? String } == there, "killed at sync \(number)")
            #expect(try dailies.run(["process", clip] + little + library).status == 0)
            #expect(try dailies.run(["library", "list", "--json"] + library).clips().count == 1)
            #expect(try dailies.run(["library", "verify"] + library).status == 0)
            #expect(dailies.names("killed-\(number)/.work") == [])
        }
        #expect(kills > 4 && kills < 40)
    }
}
