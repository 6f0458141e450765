internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import Library
internal import Logging
internal import Pipeline
internal import Service

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Process the clips that are dropped into a folder, as they come.",
        discussion: """
            A file is taken once nobody writes to it and it has not changed for --settle
            seconds. Names that are not those of clips (.mp4, .mov, .mkv and the like), or not
            yet (.part, .crdownload, .name, name~), are left alone until they are renamed; so
            are links, and any library. The files stay where they are.

            Each is done in a process of its own. One that is broken is told of once, and tried
            again when it has changed; one that failed for a passing reason (a full disk) is
            tried again later. What was done before is not read again, also after a restart.

            EXAMPLES:
              dailies watch drop
              dailies watch drop --recursive --library /srv/clips --spec uhd-60
              dailies watch drop --once          what is there, then end: for cron
              dailies watch drop --json | while read -r clip; do …

            EXIT CODES:
              130 and 143 stopped by a signal, 2 wrong command line or preset, 3 no such folder;
              with --once the highest of its clips, as 'dailies process' has them.
            """)

    @Flag(help: "Print one line of JSON for each clip.") var json = false
    @Option(help: "How to show progress on standard error: auto (a line on terminals), json (one object a line), none.")
    var progress: ProgressBoard.Style = .auto
    @Flag(help: "Log each step on standard error.") var verbose = false
    @Flag(help: "End when what is there is done.") var once = false
    @Flag(name: .shortAndLong, help: "Also watch the folders below.") var recursive = false
    @Option(help: "Seconds for which a file has to stay as it is before it is taken.") var settle = 2.0
    @Option(help: "Seconds between looks at the whole folder, for network disks, which tell of nothing.")
    var rescan = 30.0
    @Option(help: "How many clips are done at once; else as many as cores and memory allow.") var slots: Int?
    @OptionGroup var limits: LimitOptions
    @OptionGroup var library: LibraryOption
    @OptionGroup var presets: PresetsOption
    @OptionGroup(title: "Processing") var processing: ProcessingOptions
    @Option(help: "Judge against this request: the JSON body that ordered the clips.", completion: .file())
    var request: String?
    @OptionGroup(title: "Version") var version: VersionOptions
    @Argument(help: "The folder.", completion: .directory) var folder: String

    func validate() throws {
        for (name, value) in [("settle", settle), ("rescan", rescan)] {
            guard value > 0, value <= 86_400 else { throw ValidationError("--\(name) takes seconds, up to a day.") }
        }
        if let slots, !(1...256).contains(slots) { throw ValidationError("--slots takes a number from 1 to 256.") }
    }

    func run() async throws {
        let trap = SignalTrap()
        var logger = Logger(label: "dailies.watch") { TerminalLog(label: $0) }
        logger.logLevel = verbose ? .debug : .warning
        let watch = try FolderWatch(folder, try settings(), stop: trap.stop, logger: logger)
        let board = ProgressBoard(progress)
        let store = ClipStore(root: library.folder)
        if !once { Terminal.error("watching \(watch.place), into \(library.folder.relativePath)") }
        var highest: Int32 = 0
        await watch.run(
            show: { line, path, note in
                guard let note else { return board.remove(line) }
                board.show(line, DropMeter(path, note)) { $0.take(note) }
            },
            tell: { clip in board.hidden { highest = max(highest, tell(clip, store)) } })
        try trap.stop.check()
        if highest != 0 { throw Exit(code: highest) }
    }

    private func settings() throws -> WatchSettings {
        var options = processing.options(library.folder, try presets.load())
        options.request = try request.map { try GenerationRequest(contentsOf: $0) }
        version.label(&options)
        var settings = WatchSettings(library: library.folder.standardizedFileURL)
        settings.asked = try options.digest()
        settings.isRecursive = recursive
        settings.patience = .seconds(settle)
        settings.interval = .seconds(rescan)
        settings.endsWhenDone = once
        if let slots { settings.slots = slots }
        settings.limits = limits.limits
        settings.arguments =
            ChildCommand.process(into: settings.library, presets, processing)
            + ChildCommand.option("request", request) + ChildCommand.option("group", version.group)
            + ChildCommand.option("variant", version.variant)
        return settings
    }

    /// Tells what became of a file, and gives its exit code.
    private func tell(_ dropped: DroppedClip, _ store: ClipStore) -> Int32 {
        let clip: ProcessReport.Clip
        var code: Int32 = 0
        switch dropped.outcome {
        case .done(let id, let state):
            do {
                let id = try ClipID(validating: id)
                let processed = Processed(
                    state: Processed.State(rawValue: state) ?? .processed, sidecar: try store.sidecar(for: id),
                    folder: store.folder(of: id))
                clip = ProcessReport.Clip(dropped.path, processed)
                if clip.failedSpec { code = ExitCode.failedSpec.rawValue }
            } catch {
                // Somebody removed it already.
                clip = ProcessReport.Clip(dropped.path, failed: error)
            }
        case .failed(let reason, let log, let exitCode, let mayPass):
            clip = ProcessReport.Clip(dropped.path, failed: reason, mayPass: mayPass)
            code = exitCode
            Terminal.error("\(Terminal.bold("dailies")): \(reason)")
            for line in log.split(separator: "\n") where line.hasPrefix("  ffmpeg: ") { Terminal.error("\(line)") }
        }
        if json {
            // Whoever reads the lines waits for each.
            if let line = try? CanonicalJSON.line(clip) { Result.print(line + Data("\n".utf8)) }
        } else {
            clip.print()
            fflush(nil)
        }
        return code
    }
}
