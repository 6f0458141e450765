internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline
internal import Service

struct ProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "The main job: store, check, cut into shots, thumbnails, proxy, sidecar; in one decode.",
        discussion: """
            Each clip becomes a folder of the library, LIBRARY/clips/<id>, which appears
            whole or not at all. A clip that is there already is left alone, unless
            something else is asked of it than before, or --force.

            EXAMPLES:
              dailies process clip.mp4
              dailies process *.mp4 --library ~/clips --spec uhd-60
              dailies process clip.mp4 --request request.json
              dailies process clip.mp4 --job job.json
              dailies process 'https://cdn.example.com/clip.mp4?Signature=…'
              dailies process 3fa85f64-5717-4562-b3fc-2c963f66afa6
              dailies process clip.mp4 --proxy 1080p --proxy prores-proxy
              dailies process *.mp4 --report index.html

            EXIT CODES:
              0 done, 1 done but a clip failed its spec, 2 wrong command line or preset,
              3 input, 4 network, 5 output, 70 a fault of ours, 130 and 143 stopped by a signal.
              Of several inputs the highest counts.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var library: LibraryOption
    @OptionGroup var presets: PresetsOption
    @Option(help: "The pipeline preset, by name or file: which outputs.", completion: .file()) var pipeline: String?
    @Option(help: "A proxy preset in place of the pipeline's, by name or file; may be repeated.", completion: .file())
    var proxy: [String] = []
    @Option(help: "Judge against this spec preset, by name or file.", completion: .file()) var spec: String?
    @Option(help: "Judge against this request: the JSON body that ordered the clip.", completion: .file())
    var request: String?
    @Option(
        help: "The record of the job that made the clip, as the API gave it: what was ordered, and what it cost.",
        completion: .file())
    var job: String?
    @OptionGroup var writer: PromptWriterOption
    @OptionGroup(title: "Version") var version: VersionOptions
    @Flag(help: "Make a clip again that is there already.") var force = false
    @Flag(help: "Also say where the time went: by step, and in the decode by thread, and what waited for what.")
    var timings = false
    @Option(
        help: "Also write one page over the clips of this run, with what failed, to this file.", completion: .file())
    var report: String?
    @OptionGroup(title: "Fetching") var fetching: FetchOptions
    @OptionGroup(title: "The API") var api: APIOptions
    @Argument(
        help: "Files, http(s) URLs, ids of stored clips, ids of jobs, or saved jobs (.json).", completion: .file())
    var inputs: [String] = []
    @Flag(help: .hidden) var forWorker = false

    func validate() throws {
        guard forWorker == inputs.isEmpty else { throw ValidationError("Missing expected argument '<inputs> ...'") }
        if job != nil, inputs.count > 1 { throw ValidationError("--job is the record of one clip, not of several.") }
    }

    func run() async throws {
        // A worker tells what is to be done where nobody else can read it.
        let order = forWorker ? try ChildOrder.receive() : nil
        let inputs = order.map { [ClipInput($0.source)] } ?? inputs.map { ClipInput($0, in: library.folder) }
        var api = api
        api.told = order?.apiKey
        var options = ProcessOptions(
            library: library.folder, presets: try presets.load(), pipeline: pipeline,
            proxies: proxy.isEmpty ? nil : proxy, spec: spec,
            request: try request.map { try GenerationRequest(contentsOf: $0) },
            force: force)
        options.promptWriter = writer.name
        version.label(&options)
        if let job { try options.take(JobRecord(contentsOf: job)) }
        let trap = SignalTrap()
        let board = ProgressBoard(common.progress)
        let downloads = fetching.downloads(into: library.folder, board, trap)
        var report = InputReport(isJSON: common.json, tellsTimings: timings)
        let jobs = JobInput.sorted(inputs)
        // What the program spends is told of the clip at hand, so that there is only one.
        let lanes = Slots(timings ? 1 : options.gate.clipsAtOnce)
        // Downloads go on while clips are processed: URLs die, files do not. Whichever is here is worked on.
        let work = downloads.start(jobs.others) { [common, options] arrived, line in
            try await lanes.taking {
                let processed = try await common.work(on: arrived.input.name, trap, { board.show(line, $0) }) {
                    try ProcessJob(options, $0, arrived.delivery).run()
                }
                arrived.discard()
                return processed
            }
        }
        await report.take(inputs, jobs.jobs, work, board) { [options] job, line in
            try await job.deliver(common, api, fetching, options, at: line, board, trap)
        }
        if let page = self.report { await report.write(page, common) }
        try report.end()
    }
}
