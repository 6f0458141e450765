internal import ArgumentParser
internal import Library
internal import Pipeline

struct ShotsCommand: AsyncParsableCommand {
    /// How the shots are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv
    }

    static let configuration = CommandConfiguration(
        commandName: "shots", abstract: "Where a clip's shots begin and end, in exact frames.",
        discussion: """
            EXAMPLES:
              dailies shots clip.mp4
              dailies shots clip.mp4 --json
              dailies shots clip.mp4 --format csv > shots.csv
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "text, json or csv.") var format: Format = .text
    @Argument(help: "The clip.", completion: .file()) var file: String

    func run() async throws {
        let list = try await common.work(on: file) { [file] in try ClipWork($0).shots(file) }
        if common.json || format == .json { return try Result.printJSON(list) }
        format == .csv ? Self.printCSV(list) : ShotTable.print(list.shots)
    }

    private static func printCSV(_ list: ShotList) {
        Terminal.print("index,startFrame,endFrame,startSeconds,endSeconds,transition,confidence")
        for shot in list.shots {
            Terminal.print(
                "\(shot.index),\(shot.startFrame),\(shot.endFrame),\(shot.start.seconds),\(shot.end.seconds),"
                    + "\(shot.transition.rawValue),\(shot.confidence)")
        }
    }
}

/// Shots as an aligned table.
enum ShotTable {
    static func print(_ shots: [Sidecar.Shot]) {
        Terminal.print(
            "shot".padded(to: 6) + "frames".padded(to: 14) + "time".padded(to: 24) + "begins with".padded(to: 13)
                + "sure")
        for shot in shots {
            var line = "\(shot.index)".padded(to: 6) + "\(shot.startFrame)–\(shot.endFrame - 1)".padded(to: 14)
            line += "\(shot.start.clockText) – \(shot.end.clockText)".padded(to: 24)
            line += shot.transition.rawValue.padded(to: 13) + "\(Int((shot.confidence * 100).rounded())) %"
            if let file = shot.file { line += "   \(file) (\(shot.method?.rawValue ?? ""))" }
            Terminal.print(line)
        }
    }
}
