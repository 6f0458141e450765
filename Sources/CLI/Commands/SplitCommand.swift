public import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline
internal import Render
public import Timing

extension CutPlan.Method: ExpressibleByArgument {}

struct SplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "One file a shot, frame for frame, with its sound.",
        discussion: """
            A shot is copied where that is exact, and encoded (H.264, visually lossless)
            where it is not. Together the files hold every frame of the clip once.

            EXAMPLES:
              dailies split clip.mp4                      at the shots that are found
              dailies split clip.mp4 --at 2.5 --at 120f   at 2.5 seconds and at frame 120
              dailies split clip.mp4 --method encode --output cuts
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "auto, copy (refuses where a copy would not be exact) or encode.")
    var method: CutPlan.Method = .auto
    @Option(parsing: .upToNextOption, help: "Cut here: seconds (2.5), HH:MM:SS.mmm or frames (60f); may be repeated.")
    var at: [CutPoint] = []
    @Option(help: "The folder for the files; <name>-shots unless told.", completion: .directory)
    var output: String?
    @Argument(help: "The clip.", completion: .file()) var file: String

    func run() async throws {
        let folder = URL(fileURLWithPath: output ?? file.stem + "-shots", isDirectory: true)
        let name = output ?? file.stem + "-shots"
        let list = try await common.work(on: file) { [file, method, at] in
            var list = try ClipWork($0).split(file, at: at.isEmpty ? nil : at, method: method, into: folder)
            for index in list.shots.indices {
                list.shots[index].file = list.shots[index].file.map { name + "/" + ($0 as NSString).lastPathComponent }
            }
            return list
        }
        if common.json { return try Result.printJSON(CutList(list)) }
        ShotTable.print(list.shots)
    }
}

extension CutPoint: ExpressibleByArgument {
    /// Reads a place in a clip from an argument.
    public init?(argument: String) { self.init(argument) }
}

extension String {
    /// The file's name without folder and extension.
    var stem: String { ((self as NSString).lastPathComponent as NSString).deletingPathExtension }
}

/// What `dailies split --json` prints: the shots with their files.
private struct CutList: Encodable {
    let file: String
    let frames: Int
    let frameRate: Rational?
    let shots: [Sidecar.Shot]

    init(_ list: ShotList) {
        (file, frames, frameRate, shots) = (list.file, list.frames, list.frameRate, list.shots)
    }
}
