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
              dailies fetch 3fa85f64-5717-4562-b3fc-2c963f66afa6
              dailies fetch - --jobs 4 --library ~/clips < urls.txt
              DAILIES_ALLOW_PRIVATE=1 dailies fetch http://nas.lan/clip.mp4

            EXIT CODES:
              0 done, 2 wrong command line, 3 what came is no clip, 4 the network or the
              server, 5 output, 70 a fault of ours, 130 and 143 stopped by a signal.
              Of several inputs the highest counts.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var library: LibraryOption
    @OptionGroup(title: "Version") var version: VersionOptions
    @OptionGroup var fetching: FetchOptions
    @OptionGroup(title: "The API") var api: APIOptions
    @Argument(
        help:
            "URLs, ids of jobs or saved jobs (.json), or - for one a line on standard input; files are stored as they are.",
        completion: .file())
    var inputs: [String]

    func run() async throws {
        let probes = ProbeProcess()
        defer { probes.end() }
        var asked = ProcessOptions(library: library.folder, presets: try PresetLibrary(), probes: probes)
        version.label(&asked)
        let options = asked
        let inputs = inputs.expandingStandardInput().map { ClipInput($0, in: library.folder) }
        let trap = SignalTrap()
        let board = ProgressBoard(common.progress)
        let downloads = fetching.downloads(into: library.folder, board, trap)
        var report = InputReport(isJSON: common.json)
        let jobs = JobInput.sorted(inputs)
        let work = downloads.start(jobs.others) { arrived, _ in
            let stored = try await common.work(on: arrived.input.name, trap, { _ in }) {
                try StoreJob(options, $0, arrived.delivery).run()
            }
            arrived.discard()
            return stored
        }
        await report.take(inputs, jobs.jobs, work, board) { job, line in
            try await job.deliver(common, api, fetching, options, storesOnly: true, at: line, board, trap)
        }
        try report.end()
    }
}
