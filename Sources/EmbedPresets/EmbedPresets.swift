import Foundation
import PackagePlugin

/// Runs PresetEmbedder before the module that uses it is compiled, again whenever a preset changes.
@main
struct EmbedPresets: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let presets = context.package.directoryURL.appending(path: "presets")
        let files = try FileManager.default.subpathsOfDirectory(atPath: presets.path)
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
        let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInPresets.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) presets",
                executable: try context.tool(named: "PresetEmbedder").url,
                arguments: [presets.path, output.path],
                inputFiles: files.map { presets.appending(path: $0) },
                outputFiles: [output])
        ]
    }
}
