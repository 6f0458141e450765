internal import Foundation
internal import Support
internal import Testing

/// What is no clip gets a clear error, the contract's exit code, and leaves nothing behind.
@Suite struct BadInputTests {
    @Test(arguments: [
        ("random", "clip.mp4"), ("random", "clip.bin"), ("html", "page.mp4"), ("json", "answer.mp4"),
        ("playlist", "list.m3u8"), ("playlist", "list.mp4"), ("concat", "list.txt"), ("concat", "list.mp4"),
        ("empty", "empty.mp4"), ("png", "picture.mp4"), ("text", "clip.mkv"),
    ])
    func fileOfAnotherKind(content: String, name: String) throws {
        let dailies = try Dailies()
        _ = try dailies.folder.write(Self.content(content), to: name)
        for command in ["process", "probe", "check", "shots", "split", "thumbs", "proxy"] {
            let run = try dailies.run(command, name)
            #expect(run.status == 3, "\(command): \(run.errors)")
            #expect(run.errors.contains(name) && run.output.isEmpty, "\(command): \(run.errors)")
        }
        #expect(dailies.names("") == [name])
    }

    /// Others name files; a terminal obeys their names no more than their contents.
    @Test func aNameWithEscapeSequencesIsShownWithoutThem() throws {
        let dailies = try Dailies()
        let name = "a\u{1B}[31m\u{9B}2J\u{202E}b\u{7}.mp4"
        _ = try dailies.folder.write(Array("no clip".utf8), to: name)
        for words in [
            ["probe", name], ["process", name], ["library", "show", name], ["shots", "--format", name, name],
        ] {
            let run = try dailies.run(words)
            #expect(run.status != 0)
            let shown = (run.errors + String(decoding: run.output, as: UTF8.self)).unicodeScalars
            #expect(!shown.contains { "\u{1B}\u{9B}\u{202E}\u{7}".unicodeScalars.contains($0) }, "\(run.errors)")
        }
        #expect(try dailies.run("probe", name).errors.contains("a\u{FFFD}[31m\u{FFFD}2J\u{FFFD}b\u{FFFD}.mp4"))
    }

    /// A name is bytes to the system and text to us: what is no text cannot be said, and the reason has to be.
    @Test(arguments: ["process", "fetch", "probe", "check", "shots", "split", "thumbs", "proxy"])
    func aNameThatIsNoTextIsToldAsSuch(command: String) throws {
        let dailies = try Dailies()
        let clip = try Clip.cached("no clip.mp4") { try "no clip".write(toFile: $0, atomically: true, encoding: .utf8) }
        let script = #"name=$(printf '\377\376latin.mp4'); cp "$1" "$name"; "$2" "$3" "$name""#
        let run = try Tool(at: "/bin/sh").attempt(
            ["-c", script, "sh", clip, Dailies.programPath, command], in: dailies.folder.path, environment: [:],
            within: 60)
        #expect(run.status == 3 && run.errors.contains("the name is not UTF-8"), "\(run.errors)")
        let lines = try Tool(at: "/bin/sh").attempt(
            ["-c", #"printf '\377\376latin.mp4\n' | "$1" fetch -"#, "sh", Dailies.programPath],
            in: dailies.folder.path,
            environment: [:], within: 60)
        #expect(lines.status == 3 && lines.errors.contains("the name is not UTF-8"), "\(lines.errors)")
    }

    @Test func nothingAndAFolderAndAPipe() throws {
        let dailies = try Dailies()
        mkdir(dailies.folder.file("folder"), 0o755)
        mkfifo(dailies.folder.file("pipe"), 0o644)
        for name in ["nothing.mp4", "folder", "pipe", "concat:a|b", "http:/nowhere"] {
            let run = try dailies.run("process", name, within: 20)
            #expect(run.status == 3, "\(run.errors)")
        }
        #expect(dailies.names("") == ["folder", "pipe"])
    }

    @Test(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
    func truncatedClips() throws {
        let dailies = try Dailies()
        let whole = try bytes(of: try Clip.threeShots())
        _ = try dailies.folder.write(Array(whole.prefix(whole.count / 2)), to: "no-index.mp4")
        let lost = try dailies.run("process", "no-index.mp4")
        #expect(lost.status == 3 || lost.status == 1, "\(lost.errors)")
    }

    // Matroska's header comes first: what has it and no picture yet is a clip by all that it says.
    @Test(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"), arguments: [300, 700, 1_000, 2_000])
    func aBeginningWithoutAPictureLeavesNothing(length: Int) throws {
        let dailies = try Dailies()
        let whole = try bytes(of: try Clip.matroska())
        _ = try dailies.folder.write(Array(whole.prefix(length)), to: "begun.mkv")
        let run = try dailies.run("process", "begun.mkv")
        #expect(run.status == 3 && run.errors.contains("begun.mkv"), "\(run.errors)")
        #expect(dailies.names("") == ["begun.mkv"])
    }

    @Test(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
    func flippedBytesAreCountedAndTheJobGoesOn() throws {
        let dailies = try Dailies()
        var damaged = try bytes(of: try Clip.threeShots())
        var random = SeededGenerator(seed: 7)
        for _ in 0..<60 { damaged[Int.random(in: damaged.count / 3..<damaged.count * 2 / 3, using: &random)] ^= 0x55 }
        _ = try dailies.folder.write(damaged, to: "damaged.mp4")
        let run = try dailies.run("process", "damaged.mp4", "--json")
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        let id = try #require(try run.clips().first?["id"] as? String)
        let checks = try #require(try dailies.sidecar(id)["checks"] as? [[String: Any]])
        #expect(checks.first { $0["id"] as? String == "media.readable" }?["status"] as? String != "pass")
    }

    @Test func wrongCommandLinesAndPresets() throws {
        let dailies = try Dailies()
        let clip = try dailies.folder.write("x", to: "clip.mp4")
        _ = try dailies.folder.write("description: x\nwidht: 3\n", to: "bad.yaml")
        _ = try dailies.folder.write("{", to: "request.json")
        #expect(try dailies.run("proces").status == 2)
        #expect(try dailies.run("process").status == 2)
        #expect(try dailies.run("process", clip, "--frobnicate").status == 2)
        #expect(try dailies.run("split", clip, "--at", "-3").status == 2)
        let missing = try dailies.run("check", clip, "--spec", "uhd-61")
        #expect(missing.status == 2 && missing.errors.contains("uhd-60"), "\(missing.errors)")
        let bad = try dailies.run("check", clip, "--spec", "bad.yaml")
        #expect(bad.status == 2 && bad.errors.contains("bad.yaml:2"), "\(bad.errors)")
        #expect(try dailies.run("process", clip, "--request", "request.json").status == 2)
    }

    @Test(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
    func anOutputThatCannotBeWritten() throws {
        let dailies = try Dailies()
        _ = try dailies.folder.write("a file", to: "file")
        let clip = try Clip.blackThenWhite()
        for arguments in [
            ["process", clip, "--library", "file/library"], ["thumbs", clip, "--output", "file/thumbs"],
            ["split", clip, "--output", "file/shots"], ["proxy", clip, "--output", "file/proxy.mp4"],
        ] {
            let run = try dailies.run(arguments[0], arguments[1], arguments[2], arguments[3])
            #expect(run.status == 5, "\(arguments): \(run.errors)")
        }
        #expect(dailies.names("") == ["file"])
    }

    @Test func helpAndVersionSucceed() throws {
        let dailies = try Dailies()
        #expect(try dailies.run("--help").text.contains("EXAMPLES"))
        #expect(try dailies.run("--version").status == 0)
        for command in ["process", "probe", "check", "shots", "split", "thumbs", "proxy", "library", "demo", "doctor"] {
            #expect(try dailies.run(command, "--help").status == 0)
        }
    }

    private static func content(_ kind: String) -> [UInt8] {
        var random = SeededGenerator(seed: 11)
        switch kind {
        case "random": return (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        case "html": return Array("<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>".utf8)
        case "json": return Array(#"{"error": "expired"}"#.utf8)
        case "playlist": return Array("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n".utf8)
        case "concat": return Array("ffconcat version 1.0\nfile /etc/passwd\n".utf8)
        case "png": return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 100)
        case "text": return Array("just words\n".utf8)
        default: return []
        }
    }
}
