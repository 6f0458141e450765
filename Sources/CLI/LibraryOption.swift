internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// Where clips are kept.
struct LibraryOption: ParsableArguments {
    @Option(
        help: "The library's folder; else the environment's DAILIES_LIBRARY, else ./library.", completion: .directory)
    var library: String?

    /// The folder that was asked for.
    var folder: URL {
        let named = library ?? ProcessInfo.processInfo.environment["DAILIES_LIBRARY"].flatMap { $0.isEmpty ? nil : $0 }
        return URL(fileURLWithPath: named ?? "library", isDirectory: true)
    }
}

/// Where presets are read from, before those that are built in.
struct PresetsOption: ParsableArguments {
    @Option(
        help: "A folder with presets of one's own; else the environment's DAILIES_PRESETS.", completion: .directory)
    var presets: String?

    /// The presets that were asked for.
    func load() throws -> PresetLibrary {
        try PresetLibrary(option: presets, environment: ProcessInfo.processInfo.environment)
    }
}
