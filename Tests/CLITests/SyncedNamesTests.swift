internal import Foundation
internal import Support
internal import Testing

/// What is answered as done is on the disk with every name that leads to it: each sync is seen from outside.
@Suite(.enabled(if: Tool("strace").isInstalled && Tool.ffmpeg.isInstalled, "strace or ffmpeg is not installed"))
struct SyncedNamesTests {
    private let dailies: Dailies
    private let little: [String]

    init() throws {
        dailies = try Dailies()
        little = ["--pipeline", try dailies.folder.write("description: sidecars only\n", to: "little.yaml")]
    }

    /// The renames and syncs of a run, in their order: "rename PATH", "sync PATH", the paths relative to the folder.
    private func calls(_ arguments: [String]) throws -> [String] {
        let trace = dailies.folder.file("trace")
        let run = try Tool("strace").attempt(
            ["-f", "-qq", "-y", "-s", "4096", "-o", trace, "-e", "trace=fsync,fdatasync,/rename"]
                + [Dailies.programPath] + arguments, in: dailies.folder.path)
        #expect(run.status == 0, "\(run.errors)")
        let root = URL(fileURLWithPath: dailies.folder.path).resolvingSymlinksInPath().path
        return try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").compactMap { line in
            guard line.contains(" = 0") || line.contains("<unfinished") else { return nil }
            if let sync = line.firstMatch(of: #/f(?:data)?sync\(\d+<([^>]*)>/#) {
                return "sync " + sync.1.replacing(root, with: ".")
            }
            if let rename = line.firstMatch(of: #/rename.*"([^"]+)"[^"]*$/#) {
                return "rename " + rename.1.replacing(root, with: ".").replacing(dailies.folder.path, with: ".")
            }
            return nil
        }
    }

    /// Whether `later` comes after the last `first`.
    private func comes(_ later: String, after first: String, _ calls: [String]) -> Bool {
        guard let first = calls.lastIndex(of: first), let later = calls.lastIndex(of: later) else { return false }
        return later > first
    }

    @Test func everyNameThatLeadsToAClipIsSynced() throws {
        let made = try calls(["process", try Clip.blackThenWhite(), "--library", "a/b/library"] + little)
        let id = try #require(dailies.names("a/b/library/clips").first)
        let library = "./a/b/library"
        // A new folder's name is in the one that it lies in.
        for folder in [".", "./a", "./a/b", library, "\(library)/clips"] {
            #expect(made.contains("sync \(folder)"), "\(folder) of \(made)")
        }
        #expect(made.contains { $0.hasPrefix("sync \(library)/.work/\(id)") && $0.hasSuffix("/source.mp4") })
        #expect(made.contains { $0.hasPrefix("sync \(library)/.work/\(id)") && $0.hasSuffix("/clip.json") })
        #expect(comes("sync \(library)/clips", after: "rename \(library)/clips/\(id)", made), "\(made)")

        let labelled = try calls(["process", id, "--group", "g", "--library", "a/b/library"])
        #expect(labelled.first == "sync \(library)/clips/.sidecar-\(id)")
        #expect(comes("sync \(library)/clips/\(id)", after: "rename \(library)/clips/\(id)/clip.json", labelled))

        let removed = try calls(["library", "remove", id, "--library", "a/b/library"])
        for folder in [library, "\(library)/trash", "\(library)/clips"] { #expect(removed.contains("sync \(folder)")) }
        #expect(comes("sync \(library)/clips", after: "rename \(library)/trash/\(id)", removed))
        let restored = try calls(["library", "restore", id, "--library", "a/b/library"])
        #expect(comes("sync \(library)/clips", after: "rename \(library)/clips/\(id)", restored))
        #expect(comes("sync \(library)/trash", after: "rename \(library)/clips/\(id)", restored))
        _ = try dailies.folder.write("mine", to: "a/b/library/clips/\(id)/notes.txt")
        let repaired = try calls(["library", "verify", "--repair", "--library", "a/b/library"])
        for folder in ["\(library)/trash", "\(library)/trash/strays", "\(library)/trash/strays/\(id)"] {
            #expect(repaired.contains("sync \(folder)"), "\(folder) of \(repaired)")
        }
    }

    @Test func everyNameThatLeadsToAnOutputIsSynced() throws {
        _ = try dailies.run(["process", try Clip.blackThenWhite()] + little)
        for (command, file) in [
            (["library", "export", "--format", "csv"], "clips.csv"), (["library", "report"], "index.html"),
            (["proxy", try Clip.blackThenWhite()], "proxy.mp4"),
        ] {
            let made = try calls(command + ["--output", "\(file)-folder/in/\(file)"])
            let folder = "./\(file)-folder/in"
            #expect(made.contains { $0.hasPrefix("sync \(folder)/.dailies/") && $0.hasSuffix("/\(file)") }, "\(made)")
            #expect(comes("sync \(folder)", after: "rename \(folder)/\(file)", made), "\(made)")
            #expect(made.contains("sync .") && made.contains("sync ./\(file)-folder"), "\(made)")
            #expect(dailies.names("\(file)-folder/in") == [file])
        }
    }
}
