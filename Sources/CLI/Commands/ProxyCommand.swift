internal import ArgumentParser
internal import Foundation
internal import Pipeline

struct ProxyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy", abstract: "A small copy, frame for frame with the clip.",
        discussion: """
            It has the clip's shots as chapters and a track of timecode. Those for DaVinci
            Resolve and Premiere go beside the clip, where these programs look for them.

            EXAMPLES:
              dailies proxy clip.mp4                          clip-720p.mp4, in this folder
              dailies proxy clip.mp4 --preset prores-proxy
              dailies proxy clip.mp4 --preset resolve         Proxy/clip.mov, beside the clip
              dailies proxy clip.mp4 --preset dnxhr-lb --timecode 01:00:00:00
              dailies proxy clip.mp4 --output review/clip.mp4
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var presets: PresetsOption
    @Option(
        help:
            "The proxy preset, by name or file: 720p, 1080p, web, vertical, teaser, prores-proxy, dnxhr-lb, resolve, resolve-h264, premiere, premiere-h264.",
        completion: .file())
    var preset = "720p"
    @Option(help: "The timecode of the first frame; else the preset's, the clip's own, or zero.") var timecode: String?
    @Option(help: "The file to write; <name>-<preset>.mp4 or .mov unless told.", completion: .file())
    var output: String?
    @Argument(help: "The clip.", completion: .file()) var file: String

    func run() async throws {
        let preset = try presets.load().proxy(preset)
        let beside = preset.file.map { _ in
            URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: preset.settings.file(for: file.stem))
                .relativePath
        }
        let name = output ?? beside ?? "\(file.shortStem)-\(preset.name).\(preset.container.rawValue)"
        let target = URL(fileURLWithPath: name)
        guard target.resolvingSymlinksInPath() != URL(fileURLWithPath: file).resolvingSymlinksInPath() else {
            throw UsageError("\(name) is the clip itself; choose another --output")
        }
        try await common.work(on: file) { [file, timecode] in
            try ClipWork($0).proxy(file, preset.settings, timecode: timecode, to: target)
        }
        if common.json { return try Result.printJSON(["file": name]) }
        Terminal.print(name)
    }
}
