internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline

struct LibraryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "The stored clips.",
        discussion: """
            EXAMPLES:
              dailies library list
              dailies library show 3fa9
              dailies library verify
            """,
        subcommands: [List.self, Show.self, Verify.self, Rebuild.self, Remove.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the clips, newest first.")
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption

        func run() throws {
            let entries = try Catalogue(of: ClipStore(root: library.folder)).list()
            if json { return try Result.printJSON(["clips": entries.map(ListedClip.init)]) }
            if entries.isEmpty { Terminal.error("no clips in \(library.folder.relativePath)") }
            for entry in entries {
                Terminal.print(
                    "\(entry.id.text.padded(to: 18))\(VerdictText.word(entry.verdict))  "
                        + "\(entry.width)x\(entry.height)".padded(to: 11)
                        + (entry.duration?.clockText ?? "?").padded(to: 11)
                        + "\(entry.shots) shot\(entry.shots == 1 ? "" : "s")".padded(to: 10) + entry.name)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one clip.")
        @Flag(help: "Print the sidecar.") var json = false
        @OptionGroup var library: LibraryOption
        @Argument(help: "The clip's id, or its beginning.") var id: String

        func run() throws {
            let store = ClipStore(root: library.folder)
            let sidecar = try store.sidecar(for: try store.resolve(id))
            if json { return try Result.printJSON(sidecar) }
            Terminal.print("\(sidecar.id)  \(sidecar.source.originalName ?? "")")
            Terminal.print("\(VerdictText.word(sidecar.verdict))  \(VerdictText.summary(of: sidecar))")
            for check in sidecar.checks {
                Terminal.print("  \(VerdictText.word(check.status)): \(check.message)")
            }
            ShotTable.print(sidecar.shots)
            for output in sidecar.outputs {
                Terminal.print(
                    "  \(output.kind.rawValue.padded(to: 11))\(output.file.padded(to: 28))\(output.bytes) bytes")
            }
            Terminal.print(store.folder(of: sidecar.id).relativePath)
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare every stored file with its sidecar.",
            discussion: "Exits with 3 when a file is missing, changed or not listed.")
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption
        @Argument(help: "Clips, by id or its beginning; all unless told.") var ids: [String] = []

        func run() throws {
            struct Verified: Encodable {
                let id: String
                let findings: [String]
            }
            let store = ClipStore(root: library.folder)
            let chosen = try ids.isEmpty ? store.ids() : ids.map { try store.resolve($0) }
            let results = try chosen.map { id in
                let findings = try store.verify(id).map(\.description)
                if !json {
                    Terminal.print("\(id)  \(findings.isEmpty ? Terminal.green("whole") : Terminal.red("damaged"))")
                }
                if !json { for finding in findings { Terminal.print("  \(finding)") } }
                return Verified(id: id.text, findings: findings)
            }
            if json { try Result.printJSON(["clips": results]) }
            if results.contains(where: { !$0.findings.isEmpty }) { throw Exit(code: ExitCode.input.rawValue) }
        }
    }

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make the catalogue again from the sidecars.")
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption

        func run() throws {
            struct Rebuilt: Encodable {
                let clips: Int
                let unreadable: [String: String]
            }
            let rebuilt = try Catalogue(of: ClipStore(root: library.folder)).rebuild()
            let unreadable = Dictionary(
                uniqueKeysWithValues: rebuilt.unreadable.map { ($0.key.text, $0.value.description) })
            if json { return try Result.printJSON(Rebuilt(clips: rebuilt.clips, unreadable: unreadable)) }
            Terminal.print("\(rebuilt.clips) clip\(rebuilt.clips == 1 ? "" : "s") in the catalogue")
            for (_, reason) in unreadable.sorted(by: { $0.key < $1.key }) { Terminal.error(reason) }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove clips, with everything made of them.")
        @OptionGroup var library: LibraryOption
        @Argument(help: "Clips, by id or its beginning.") var ids: [String]

        func run() throws {
            let store = ClipStore(root: library.folder)
            for id in try ids.map({ try store.resolve($0) }) {
                try store.remove(id)
                try Catalogue(of: store).remove(id)
                Terminal.print("removed \(id)")
            }
        }
    }
}
