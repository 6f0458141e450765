internal import Foundation
internal import Support
internal import Testing

/// `dailies watch`, as people use a folder that is watched.
@Suite(.serialized, .enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct WatchTests {
    private let dailies: Dailies
    /// A pipeline that makes little, so that debug runs stay fast.
    private let pipeline: String

    init() throws {
        dailies = try Dailies()
        pipeline = try dailies.folder.write("description: sidecars only\n", to: "little.yaml")
        try FileManager.default.createDirectory(atPath: dailies.folder.file("drop"), withIntermediateDirectories: true)
    }

    /// A watch that runs until it is stopped; what it prints lies in `lines` and `errors`.
    private func start(_ options: String..., folder: String = "drop") throws -> ChildProcess {
        try ChildProcess(
            Dailies.programPath,
            ["watch", folder, "--json", "--settle", "0.5", "--rescan", "1", "--pipeline", pipeline] + options,
            in: dailies.folder.path, output: dailies.folder.file("lines"), errors: dailies.folder.file("errors"))
    }

    private func once(_ options: String...) throws -> (status: Int32, lines: [[String: Any]], errors: String) {
        let run = try dailies.run(
            ["watch", "drop", "--once", "--json", "--settle", "0.3", "--pipeline", pipeline] + options)
        return (run.status, try Self.parse(run.output), run.errors)
    }

    private func lines() throws -> [[String: Any]] {
        try Self.parse((try? Data(contentsOf: URL(fileURLWithPath: dailies.folder.file("lines")))) ?? Data())
    }

    private static func parse(_ data: Data) throws -> [[String: Any]] {
        try data.split(separator: UInt8(ascii: "\n")).map {
            try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] ?? [:]
        }
    }

    private func words(_ key: String, _ lines: [[String: Any]]) -> [String] { lines.map { "\($0[key] ?? "")" } }

    private func errors() -> String {
        (try? String(contentsOfFile: dailies.folder.file("errors"), encoding: .utf8)) ?? ""
    }

    private func waitUntilWatching() throws { try waitUntil("the watch") { errors().contains("watching") } }

    /// Another clip than the others, by a box that means nothing.
    private func content(_ number: Int) throws -> [UInt8] {
        try bytes(of: try Clip.blackThenWhite()) + [0, 0, 0, 9] + Array("free".utf8) + [UInt8(number)]
    }

    @Test func aFileThatComesInTwoHalvesIsTakenWhole() throws {
        let watch = try start()
        try waitUntilWatching()
        let clip = try content(1)
        let file = try #require(fopen(dailies.folder.file("drop/clip.mp4"), "w"))
        fwrite(clip, 1, clip.count / 2, file)
        fflush(file)
        usleep(2_500_000)  // Much longer than a file has to stay as it is.
        #expect(try lines().isEmpty && errors().split(separator: "\n").count == 1, "\(errors())")
        clip.withUnsafeBytes { _ = fwrite($0.baseAddress! + clip.count / 2, 1, clip.count - clip.count / 2, file) }
        fclose(file)
        try waitUntil("a line") { try lines().count == 1 }
        #expect(try words("state", lines()) == ["processed"])
        let id = try words("id", lines())[0]
        #expect(try dailies.sidecar(id)["verdict"] as? String == words("verdict", lines())[0])
        let source = try dailies.sidecar(id)["source"] as? [String: Any]
        #expect(source?["bytes"] as? Int == clip.count && source?["originalName"] as? String == "clip.mp4")
        #expect(FileManager.default.fileExists(atPath: dailies.folder.file("drop/clip.mp4")))
        watch.signal(SIGTERM)
        #expect(watch.wait() == 143)
        #expect(dailies.names("library/.work") == [])
    }

    @Test func namesOfUnfinishedFilesAreLeftAloneUntilTheyAreRenamed() throws {
        let watch = try start()
        try waitUntilWatching()
        for (number, name) in ["a.mp4.part", ".b.mp4", "c.mp4~", "d.mp4.crdownload", "e.part.mp4", "notes.txt"]
            .enumerated()
        {
            try Data(try content(number)).write(to: URL(fileURLWithPath: dailies.folder.file("drop/\(name)")))
        }
        // As Firefox has it: the name is there early, and empty.
        _ = FileManager.default.createFile(atPath: dailies.folder.file("drop/f.mp4"), contents: nil)
        symlink(try Clip.realShots(), dailies.folder.file("drop/link.mp4"))
        usleep(3_000_000)
        #expect(try lines().isEmpty && dailies.names("library") == [])
        rename(dailies.folder.file("drop/a.mp4.part"), dailies.folder.file("drop/a.MP4"))
        try waitUntil("a line") { try lines().count == 1 }
        #expect(try words("input", lines())[0].hasSuffix("/drop/a.MP4"))
        watch.signal(SIGINT)
        #expect(watch.wait() == 130)
    }

    @Test func aBrokenFileIsToldOfOnceAndTriedAgainWhenItIsReplaced() throws {
        _ = try dailies.folder.write("<html>404</html>", to: "drop/clip.mp4")
        let watch = try start()
        try waitUntil("a line") { try lines().count == 1 }
        usleep(3_000_000)
        let first = try lines()
        #expect(words("state", first) == ["failed"] && first[0]["mayPass"] as? Bool == false)
        #expect(words("error", first)[0].contains("drop/clip.mp4: not a video clip"))
        #expect(errors().contains("not a video clip"))
        try Data(try content(1)).write(to: URL(fileURLWithPath: dailies.folder.file("new")))
        rename(dailies.folder.file("new"), dailies.folder.file("drop/clip.mp4"))
        try waitUntil("another line") { try lines().count == 2 }
        #expect(try words("state", lines()) == ["failed", "processed"])
        watch.signal(SIGTERM)
        #expect(watch.wait() == 143)
    }

    @Test func whatIsThereIsDoneOnceAndNothingTwice() throws {
        for number in 0..<2 {
            try Data(try content(number)).write(to: URL(fileURLWithPath: dailies.folder.file("drop/\(number).mp4")))
        }
        _ = try dailies.folder.write("hello", to: "drop/broken.mov")
        let first = try once("--slots", "2")
        #expect(first.status == 3, "\(first.errors)")
        #expect(words("state", first.lines).sorted() == ["failed", "processed", "processed"])
        let again = try once()
        #expect(again.status == 0 && again.lines.isEmpty, "what was told is not told again: \(again.errors)")
        // A new name is no new file, and a copy no new clip.
        rename(dailies.folder.file("drop/0.mp4"), dailies.folder.file("drop/renamed.mp4"))
        #expect(try once().lines.isEmpty)
        try FileManager.default.copyItem(
            atPath: dailies.folder.file("drop/1.mp4"), toPath: dailies.folder.file("drop/copy.mp4"))
        #expect(try words("state", once().lines) == ["alreadyThere"])
        // Other wishes are.
        #expect(
            try words("state", once("--group", "spot").lines).sorted() == [
                "alreadyThere", "alreadyThere", "alreadyThere", "failed",
            ])
        #expect(dailies.names("library/clips").count == 2)
        #expect(try dailies.run("library", "list", "--group", "spot", "--json").clips().count == 2)
        // The list of what is done is no truth: without it, files are read again.
        try FileManager.default.removeItem(atPath: dailies.folder.file("library/watched.jsonl"))
        #expect(try words("state", once().lines).count == 4)
    }

    @Test func aClipThatFailsItsSpecIsDoneAndSaysSo() throws {
        try Data(try content(1)).write(to: URL(fileURLWithPath: dailies.folder.file("drop/clip.mp4")))
        let run = try once("--spec", "uhd-60")
        #expect(run.status == 1 && words("verdict", run.lines) == ["fail"], "\(run.errors)")
    }

    @Test func theLibraryInsideIsNotWatchedAndFoldersBelowOnlyWhenAsked() throws {
        let watch = try start("--recursive", "--library", "drop/library")
        try waitUntilWatching()
        try FileManager.default.createDirectory(
            atPath: dailies.folder.file("made/below"), withIntermediateDirectories: true)
        try Data(try content(1)).write(to: URL(fileURLWithPath: dailies.folder.file("made/below/clip.mp4")))
        rename(dailies.folder.file("made"), dailies.folder.file("drop/moved in"))
        try waitUntil("a line") { try lines().count == 1 }
        try Data(try content(2)).write(to: URL(fileURLWithPath: dailies.folder.file("drop/moved in/below/late.mp4")))
        try waitUntil("another line") { try lines().count == 2 }
        usleep(3_000_000)
        #expect(try words("state", lines()) == ["processed", "processed"])
        #expect(dailies.names("drop/library/clips").count == 2)
        watch.signal(SIGTERM)
        #expect(watch.wait() == 143)
        #expect(try once().lines.isEmpty, "the folders below were not asked for")
        let inside = try dailies.run("watch", "drop/library/clips", "--library", "drop/library")
        #expect(inside.status == 2 && inside.errors.contains("is inside the library"), "\(inside.errors)")
        #expect(try dailies.run("watch", "nowhere").status == 3)
    }

    @Test func nothingIsLostWhenItIsKilledAtWork() throws {
        let long = try Clip.made(
            "long.mp4", ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=60:d=20", "-preset", "ultrafast"])
        try FileManager.default.copyItem(atPath: long, toPath: dailies.folder.file("drop/long.mp4"))
        for signal in [SIGKILL, SIGTERM] {
            let watch = try start()
            var children: [Substring] = []
            try waitUntil("work") {
                children = try Tool("pgrep").attempt(["-P", "\(watch.id)"]).text.split(separator: "\n")
                return !children.isEmpty
            }
            usleep(700_000)
            #expect(!dailies.names("library/.work").isEmpty)
            watch.signal(signal)
            #expect(watch.wait(within: 20) == 128 + signal)
            try waitUntil("the child's end") {
                children.allSatisfy { child in Int32(child).map { kill($0, 0) != 0 } ?? false }
            }
            #expect(try lines().isEmpty && dailies.names("library/clips") == [])
        }
        #expect(dailies.names("library/.work") == [], "what was left by the one that was killed is swept")
        let run = try once()
        #expect(run.status == 0 && words("state", run.lines) == ["processed"], "\(run.errors)")
    }

    @Test func aFileThatGoesWhileItWaitsIsNoError() throws {
        try Data(try content(1)).write(to: URL(fileURLWithPath: dailies.folder.file("drop/clip.mp4")))
        let watch = try start()
        try waitUntilWatching()
        unlink(dailies.folder.file("drop/clip.mp4"))
        usleep(2_000_000)
        #expect(try lines().isEmpty && errors().split(separator: "\n").count == 1, "\(errors())")
        watch.signal(SIGTERM)
        #expect(watch.wait() == 143)
    }
}
