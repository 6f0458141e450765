internal import ArgumentParser
internal import Foundation
internal import Library

extension LibraryCommand {
    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the catalogue again from the sidecars.",
            discussion: """
                The catalogue is an index: it may be deleted at any time, and is made again by
                itself when it is missing, damaged or of another version.

                EXAMPLES:
                  dailies library rebuild
                """)
        @Flag(help: "Print one JSON document.") var json = false
        @Option(help: "How to show progress on standard error: auto, json or none.")
        var progress: ProgressBoard.Style = .auto
        @OptionGroup var library: LibraryOption

        func run() throws {
            struct Rebuilt: Encodable {
                let clips: Int
                let unreadable: [String: String]
            }
            let board = ProgressBoard(progress)
            let rebuilt = try Catalogue(of: ClipStore(root: library.folder)).rebuild { done, total in
                board.show(0, CountMeter("rebuild", of: total)) { $0.take(done) }
            }
            board.remove(0)
            let unreadable = Dictionary(
                uniqueKeysWithValues: rebuilt.unreadable.map { ($0.key.text, $0.value.description) })
            if json { return try Result.printJSON(Rebuilt(clips: rebuilt.clips, unreadable: unreadable)) }
            Terminal.print("\(rebuilt.clips) clip\(rebuilt.clips == 1 ? "" : "s") in the catalogue")
            for (_, reason) in unreadable.sorted(by: { $0.key < $1.key }) { Terminal.error(reason) }
        }
    }
}
