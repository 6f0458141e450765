internal import ArgumentParser
internal import Foundation
internal import Pipeline

struct ProxyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy", abstract: "A small copy, frame for frame with the clip.",
        discussion: """
            EXAMPLES:
              dailies proxy clip.mp4                          clip-720p.mp4, in this folder
              dailies proxy clip.mp4 --preset prores-proxy
              dailies proxy clip.mp4 --output review/clip.mp4
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var presets: PresetsOption
    @Option(help: "The proxy preset, by name or file: 720p, 1080p, prores-proxy, dnxhr-lb.", completion: .file())
    var preset = "720p"
    @Option(help: "The file to write; <name>-<preset>.mp4 or .mov unless told.", completion: .file())
    var output: String?
    @Argument(help: "The clip.", completion: .file()) var file: String

    func run() async throws {
        let preset = try presets.load().proxy(preset)
        let name = output ?? "\(file.stem)-\(preset.name).\(preset.container.rawValue)"
        let target = URL(fileURLWithPath: name)
        guard target.resolvingSymlinksInPath() != URL(fileURLWithPath: file).resolvingSymlinksInPath() else {
            throw UsageError("\(name) is the clip itself; choose another --output")
        }
        try await common.work(on: file) { [file] in try ClipWork($0).proxy(file, preset.settings, to: target) }
        if common.json { return try Result.printJSON(["file": name]) }
        Terminal.print(name)
    }
}
