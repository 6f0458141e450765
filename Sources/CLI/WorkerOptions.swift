internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Pipeline
internal import Service

/// How jobs of the queue are done.
struct WorkerOptions: ParsableArguments {
    @Option(
        help: """
            A YAML file with any of these options by their names; else the environment's DAILIES_SETTINGS. A variable \
            such as DAILIES_TIME_LIMIT counts more, and an option here the most.
            """, completion: .file())
    var settings: String?
    @Option(help: "How many jobs are done at once, 0 for none; else as many as cores and memory allow.") var slots: Int?
    @OptionGroup var limits: LimitOptions
    @Option(help: "Seconds that running jobs have to end after SIGTERM.") var grace = 20.0
    @OptionGroup var presets: PresetsOption
    @OptionGroup(title: "Processing") var processing: ProcessingOptions
    @OptionGroup(title: "The API") var api: APIOptions
    @Flag(
        help: """
            Also fetch from this machine and private networks; else where the environment's DAILIES_ALLOW_PRIVATE is 1.
            """) var allowPrivate = false
    @Flag(help: "Log less: only what goes wrong.") var quiet = false

    func validate() throws {
        if let slots, !(0...256).contains(slots) { throw ValidationError("--slots takes a number up to 256.") }
        guard grace >= 0, grace <= 7 * 86_400 else { throw ValidationError("--grace takes seconds, up to a week.") }
    }

    /// What is in force, by the options' names.
    func values(_ library: LibraryOption) -> [String: [String]] {
        func optional(_ value: (some Any)?) -> [String] { value.map { ["\($0)"] } ?? [] }
        return [
            "library": [library.folder.standardizedFileURL.path], "slots": ["\(slots ?? WorkerSettings.defaultSlots)"],
            "time-limit": ["\(limits.timeLimit)"], "memory-limit": ["\(limits.memoryLimit)"],
            "file-limit": ["\(limits.fileLimit)"],
            "grace": ["\(grace)"], "presets": optional(presets.presets), "pipeline": optional(processing.pipeline),
            "proxy": processing.proxy, "spec": optional(processing.spec), "api-key-file": optional(api.apiKeyFile),
            "base-url": [api.baseURL ?? APIAddress.vendor], "plain-http": api.plainHTTP ? [""] : [],
            "allow-private": allowPrivate ? [""] : [], "quiet": quiet ? [""] : [],
        ]
    }

    /// What `command` logs, on standard error.
    func logger(of command: String) -> Logger {
        var logger = Logger(label: "dailies.\(command)") { TerminalLog(label: $0) }
        logger.logLevel = quiet ? .warning : .info
        return logger
    }

    /// The settings that were asked for; throws where a preset is wrong, before a job is.
    func settings(_ library: LibraryOption) throws -> WorkerSettings {
        _ = try presets.load()
        // A child is told the whole path: it is looked for in no other folder.
        let folder = library.folder.standardizedFileURL
        var settings = WorkerSettings(library: folder)
        if let slots { settings.slots = slots }
        settings.limits = limits.limits
        settings.grace = .seconds(grace)
        // Read once, here: a pipe holds it once, and a child is told it where nobody else reads.
        do { settings.apiKey = try api.key() } catch APISetupError.noKey {}
        settings.arguments =
            ChildCommand.process(into: folder, presets, processing)
            + ChildCommand.option("base-url", api.baseURL)
            + (api.plainHTTP ? ["--plain-http"] : []) + (allowPrivate ? ["--allow-private"] : [])
        return settings
    }
}

/// The command with which a clip is processed in a process of its own, which is told of it where nobody else can read it.
enum ChildCommand {
    static func process(
        into library: URL, _ presets: PresetsOption, _ processing: ProcessingOptions
    ) -> [String] {
        ["process", "--for-worker", "--json", "--progress", "json", "--library", library.path]
            + option("presets", presets.presets) + option("pipeline", processing.pipeline)
            + option("spec", processing.spec) + processing.proxy.flatMap { option("proxy", $0) }
            + option("prompt-writer", processing.writer.name)
    }

    /// An option, where it has a value; the value may begin with a hyphen.
    static func option(_ name: String, _ value: String?) -> [String] { value.map { ["--\(name)=\($0)"] } ?? [] }
}
