internal import ArgumentParser
internal import Foundation
internal import Pipeline

struct ThumbsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thumbs", abstract: "Poster, a still for each shot, contact sheet, and sprite with WebVTT.",
        discussion: """
            EXAMPLES:
              dailies thumbs clip.mp4
              dailies thumbs clip.mp4 --output pictures
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var presets: PresetsOption
    @Option(help: "The pipeline preset whose sizes are taken, by name or file.", completion: .file())
    var pipeline = "default"
    @Option(help: "The folder for the pictures; <name>-thumbs unless told.", completion: .directory)
    var output: String?
    @Argument(help: "The clip.", completion: .file()) var file: String

    func run() async throws {
        let sizes = try presets.load().pipeline(pipeline).thumbnails
        let name = output ?? file.shortStem + "-thumbs"
        let files = try await common.work(on: file) { [file] in
            try ClipWork($0).thumbnails(file, sizes: sizes, into: URL(fileURLWithPath: name, isDirectory: true))
        }
        if common.json { return try Result.printJSON(["files": files.map { "\(name)/\($0)" }]) }
        for file in files { Terminal.print("\(name)/\(file)") }
    }
}
