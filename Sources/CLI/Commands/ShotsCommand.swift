internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline

struct ShotsCommand: AsyncParsableCommand {
    /// How the shots are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv, edl, otio, fcpxml, ffmetadata, vtt
    }

    static let configuration = CommandConfiguration(
        commandName: "shots", abstract: "Where a clip's shots begin and end, in exact frames.",
        discussion: """
            With --request, the script decides what the pictures leave in doubt, each shot
            gets its prompt, and what was asked is held against what was found.

            EXAMPLES:
              dailies shots clip.mp4
              dailies shots clip.mp4 --json
              dailies shots clip.mp4 --request request.json
              dailies shots clip.mp4 --format edl > clip.edl
              dailies shots clip.mp4 --format fcpxml > clip.fcpxml
              dailies shots clip.mp4 --plot why.svg --stats why.csv
            """)

    @OptionGroup var common: CommonOptions
    @Option(
        help: """
            text, json, csv; edl (CMX 3600), otio (OpenTimelineIO), fcpxml (Final Cut Pro, DaVinci Resolve); \
            ffmetadata (FFmpeg chapters), vtt (WebVTT chapters).
            """)
    var format: Format = .text
    @Option(help: "The JSON body that ordered the clip.", completion: .file()) var request: String?
    @Option(help: "Write the scores of every frame here, as CSV.", completion: .file()) var stats: String?
    @Option(help: "Draw scores, cuts and the frames beside them here, as SVG.", completion: .file()) var plot: String?
    @Argument(help: "The clip.", completion: .file()) var file: String

    func run() async throws {
        let request = try request.map { try GenerationRequest(contentsOf: $0) }
        let found = try await common.work(on: file) { [file, stats, plot] in
            let work = ClipWork($0)
            let found = try work.shots(file, request: request, keepsFrames: plot != nil)
            if let stats { try work.write(found.statistics, to: URL(fileURLWithPath: stats)) }
            if let plot { try work.write(found.plot, to: URL(fileURLWithPath: plot)) }
            return found
        }
        let list = found.list
        switch common.json ? .json : format {
        case .text:
            ShotTable.print(list.shots)
            CheckTable.print(list.checks ?? [])
        case .json: try Result.printJSON(list)
        case .csv: Result.print(ShotCSV.text(list))
        case .edl: Result.print(EditDecisionList.text(found.timeline))
        case .otio: Result.print(try OpenTimeline.json(found.timeline))
        case .fcpxml: Result.print(FinalCutXML.text(found.timeline))
        case .ffmetadata: Result.print(Chapters.ffmetadata(list))
        case .vtt: Result.print(Chapters.webVTT(list))
        }
    }
}
