internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline

extension LibraryCommand {
    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write one page over many clips: posters, verdicts, and links to the clips' own reports.",
            discussion: """
                The page is one file that holds its posters (of the first \(IndexReport.mostPosters) clips), and leads to
                the reports from where it lies: what is moved is moved together.

                EXAMPLES:
                  dailies library report --output index.html
                  dailies library report --verdict fail --sort added --output failed.html
                  dailies library report --group 'winter spot' --output spot.html
                """)
        @Option(name: .shortAndLong, help: "The page.", completion: .file()) var output: String
        @Option(help: "What the page is called; else as the group, or 'Clips'.") var title: String?
        @OptionGroup var common: CommonOptions
        @OptionGroup var library: LibraryOption
        @OptionGroup var clips: ChosenClips

        private struct Written: Encodable { let file: String; let clips, bytes: Int }

        func run() async throws {
            let store = ClipStore(root: library.folder)
            let items = try clips.entries(in: store).map {
                IndexReport.Item.clip(try store.sidecar(for: $0.id), folder: store.folder(of: $0.id))
            }
            let index = IndexReport(title ?? clips.filter.group ?? "Clips", items)
            let bytes = try await common.writeIndex(index, to: output)
            if common.json {
                return try Result.printJSON(Written(file: output, clips: items.count, bytes: bytes))
            }
            Terminal.print(
                "\(output): \(items.count) clip\(items.count == 1 ? "" : "s"), \(ByteText.of(bytes))")
        }
    }
}

extension CommonOptions {
    /// Writes a page over many clips, whole or not at all, with progress; gives its size in bytes.
    func writeIndex(_ index: IndexReport, to output: String) async throws -> Int {
        let board = ProgressBoard(progress)
        defer { board.remove(0) }
        return try await work(on: output, SignalTrap(), { _ in }) { runner in
            let file = URL(fileURLWithPath: output)
            let page = index.html(for: file) { done, total in
                board.show(0, CountMeter("posters", of: total)) { $0.take(done) }
            }
            try ClipWork(runner).write(page, to: file)
            return page.count
        }
    }
}
