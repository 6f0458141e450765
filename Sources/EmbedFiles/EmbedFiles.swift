import Foundation
import PackagePlugin

/// Runs FileEmbedder before a module that holds files is compiled, again whenever one of them changes.
@main
struct EmbedFiles: BuildToolPlugin {
    /// What a module holds: every file with one of the endings under a folder of the package, as the type `name`.
    private struct Holding {
        let folder: String
        let endings: [String]
        let name: String
    }

    private static let holdings = [
        "Pipeline": Holding(folder: "presets", endings: ["yaml", "json"], name: "BuiltInPresets"),
        "Library": Holding(
            folder: "Sources/Library/Pages/Templates", endings: ["mustache", "css", "js"], name: "BuiltInPages"),
    ]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let holding = Self.holdings[target.name] else { return [] }
        let folder = context.package.directoryURL.appending(path: holding.folder)
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { file in holding.endings.contains { file.hasSuffix(".\($0)") } }.sorted()
        let output = context.pluginWorkDirectoryURL.appending(path: "\(holding.name).swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) files of \(holding.folder)",
                executable: try context.tool(named: "FileEmbedder").url,
                arguments: [folder.path, holding.name, output.path] + holding.endings,
                inputFiles: files.map { folder.appending(path: $0) },
                outputFiles: [output])
        ]
    }
}
