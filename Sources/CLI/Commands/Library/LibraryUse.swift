internal import ArgumentParser
internal import Foundation
internal import Library

extension LibraryCommand {
    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "du", abstract: "How much of the disk the library takes, and for what.",
            discussion: """
                EXAMPLES:
                  dailies library du
                  dailies library du --json
                """)
        @Flag(help: "Print one JSON document.") var json = false
        @Option(help: "How to show progress on standard error: auto, json or none.")
        var progress: ProgressBoard.Style = .auto
        @OptionGroup var library: LibraryOption

        private struct Row: Encodable { let kind: String; let files, bytes: Int }
        private struct Document: Encodable { let clips, removed, files, bytes: Int; let kinds: [Row] }

        func run() throws {
            let board = ProgressBoard(progress)
            let use = try DiskUse(of: ClipStore(root: library.folder)) { done, total in
                board.show(0, CountMeter("du", of: total)) { $0.take(done) }
            }
            board.remove(0)
            let rows = DiskUse.Kind.allCases.map { kind in
                Row(kind: kind.rawValue, files: use[kind].files, bytes: use[kind].bytes)
            }
            if json {
                return try Result.printJSON(
                    Document(
                        clips: use.clips, removed: use.removed, files: use.total.files, bytes: use.total.bytes,
                        kinds: rows))
            }
            for row in rows where row.files > 0 { print(row.kind, row.bytes, row.files) }
            print("all", use.total.bytes, use.total.files)
            let removed = use.removed > 0 ? ", and \(use.removed) in the trash" : ""
            Terminal.print("\(use.clips) clip\(use.clips == 1 ? "" : "s")\(removed)")
        }

        private func print(_ kind: String, _ bytes: Int, _ files: Int) {
            Terminal.print(
                kind.padded(to: 12) + ByteText.of(bytes).padded(to: 10) + "\(files) file\(files == 1 ? "" : "s")")
        }
    }
}
