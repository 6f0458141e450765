internal import ArgumentParser
internal import Foundation
internal import Pipeline

struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Download clips and store them; nothing is decoded.",
        discussion: """
            Each clip becomes a folder of the library with its source and a sidecar, and
            'dailies process ID' makes the rest of it later, without network. A download
            that was interrupted, by whatever, goes on where it stopped when the same
            command is given again. The secret part of a signed URL is shown and kept
            nowhere.

            EXAMPLES:
              dailies fetch 'https://cdn.example.com/clip.mp4?Signature=…'
              dailies fetch - --jobs 4 --library ~/clips < urls.txt
              DAILIES_ALLOW_PRIVATE=1 dailies fetch http://nas.lan/clip.mp4

            EXIT CODES:
              0 done, 2 wrong command line, 3 what came is no clip, 4 the network or the
              server, 5 output, 70 a fault of ours, 130 and 143 stopped by a signal.
              Of several inputs the highest counts.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var library: LibraryOption
    @OptionGroup var fetching: FetchOptions
    @Argument(
        help: "URLs, or - for one a line on standard input; files are stored as they are.", completion: .file())
    var inputs: [String]

    func run() async throws {
        let options = ProcessOptions(library: library.folder, presets: try PresetLibrary())
        let inputs = inputs.flatMap { input in
            guard input == "-" else { return [input] }
            return Array(AnyIterator { readLine() }).filter { !$0.allSatisfy(\.isWhitespace) }
        }
        let trap = SignalTrap()
        let board = ProgressBoard(common.progress)
        let downloads = fetching.downloads(into: library.folder, board, trap)
        var report = InputReport(isJSON: common.json)
        let storing = downloads.start(inputs) { arrived in
            let stored = try await common.work(on: arrived.input.name, trap, { _ in }) {
                try StoreJob(options, $0, arrived.delivery).run()
            }
            arrived.arrival?.discard()
            return stored
        }
        for (input, stored) in zip(inputs, storing) {
            let outcome = await stored.result
            board.hidden { report.add(ClipInput.name(of: input), outcome) }
        }
        try report.end()
    }
}
