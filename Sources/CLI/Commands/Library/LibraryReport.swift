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
        @OptionGroup(title: "Which clips") var filter: FilterOptions
        @OptionGroup(title: "Order") var ordering: OrderingOptions
        @Argument(help: "Clips, by id or its beginning, in this order; else by the options.") var ids: [String] = []

        func validate() throws {
            if !ids.isEmpty, try !filter.filter().isEmpty || ordering.sort != nil || ordering.limit != nil {
                throw ValidationError("clips are named by their ids or chosen by options, not both.")
            }
        }

        private struct Written: Encodable { let file: String; let clips, bytes: Int }

        func run() async throws {
            let store = ClipStore(root: library.folder)
            let chosen =
                try ids.isEmpty
                ? Catalogue(of: store).list(filter.filter(), by: ordering.order(.added), limit: ordering.limit()).map(
                    \.id)
                : ids.map { try store.resolve($0) }
            let items = try chosen.map {
                IndexReport.Item.clip(try store.sidecar(for: $0), folder: store.folder(of: $0))
            }
            let bytes = try await common.writeIndex(IndexReport(title ?? filter.group ?? "Clips", items), to: output)
            if common.json {
                return try Result.printJSON(Written(file: output, clips: chosen.count, bytes: bytes))
            }
            Terminal.print(
                "\(output): \(chosen.count) clip\(chosen.count == 1 ? "" : "s"), \(ByteText.of(bytes))")
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
