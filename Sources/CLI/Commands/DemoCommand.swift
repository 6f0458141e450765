internal import ArgumentParser
internal import Foundation
internal import Pipeline

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Make a small four-shot clip with sound and process it; needs no network.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var library: LibraryOption

    func run() async throws {
        let (folder, trap) = (library.folder, SignalTrap())
        let place = FileManager.default.temporaryDirectory
            .appending(path: "dailies-demo-\(ProcessInfo.processInfo.processIdentifier)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let clip = place.appending(path: "demo.mp4").path
        let options = ProcessOptions(library: folder, presets: try PresetLibrary(), spec: nil)
        let processed = try await common.work(on: clip, trap) { runner in
            try DemoClip.write(to: clip, stop: runner.stop)
            return try ProcessJob(options, runner).run()
        }
        let report = ProcessReport.Clip("demo.mp4", processed)
        if common.json { return try Result.printJSON(ProcessReport(clips: [report])) }
        report.print()
        let shown = processed.folder.relativePath
        Terminal.print("")
        Terminal.print("look at   \(shown)/report.html")
        Terminal.print("play      \(shown)/proxies/proxy-720p.mp4")
        Terminal.print("read      \(shown)/clip.json")
    }
}
