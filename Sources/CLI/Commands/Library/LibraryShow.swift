internal import ArgumentParser
internal import Foundation
internal import Library
internal import Timing

extension LibraryCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show all that is known of one clip.",
            discussion: """
                EXAMPLES:
                  dailies library show 3fa9
                  dailies library show 3fa9 --json
                """)
        @Flag(help: "Print the sidecar.") var json = false
        @OptionGroup var library: LibraryOption
        @Argument(help: "The clip's id, or its beginning.") var id: String

        func run() throws {
            let store = ClipStore(root: library.folder)
            let sidecar = try store.sidecar(for: try store.resolve(id))
            if json { return try Result.printJSON(sidecar) }
            Terminal.print("\(sidecar.id)  \((sidecar.source.originalName ?? "").shortened(to: 200))")
            Terminal.print("\(VerdictText.word(sidecar.verdict))  \(VerdictText.summary(of: sidecar))")
            for check in sidecar.checks {
                Terminal.print("  \(VerdictText.word(check.status)): \(check.message.shortened(to: 400))")
            }
            if let prompt = sidecar.generation?.prompt { print("Prompt", [("", prompt.shortened(to: 4000))]) }
            if !sidecar.shots.isEmpty {
                Terminal.print("")
                ShotTable.print(sidecar.shots)
            }
            for group in ClipFacts.all(of: sidecar) { print(group.title, group.rows.map { ($0.name, $0.value) }) }
            print("Files", sidecar.files.map { ($0.kind.rawValue, "\($0.file), \(ByteText.of($0.bytes))") })
            print("Not made", sidecar.failedOutputs.map { ($0.kind.rawValue, "\($0.file): \($0.failure ?? "")") })
            Terminal.print("\n\(store.folder(of: sidecar.id).relativePath)")
        }

        private func print(_ title: String, _ rows: [(String, String)]) {
            guard !rows.isEmpty else { return }
            Terminal.print("\n\(title)")
            for (name, value) in rows {
                Terminal.print("  \(name.isEmpty ? "" : name.padded(to: 16))\(value.shortened(to: 4000))")
            }
        }
    }
}
