public import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline
internal import Render
public import Timing

extension CutPlan.Method: ExpressibleByArgument {}
extension Verification: ExpressibleByArgument {}

struct SplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "One file a shot, frame for frame, with its sound.",
        discussion: """
            A shot is copied where its cuts are on keyframes. Elsewhere whole groups of
            H.264 pictures are copied, and only the frames at the ends encoded again;
            where no group lies inside the shot, all of it is encoded, visually lossless.
            Together the files hold every frame of the clip once. Each file is read back
            and held against the clip before it appears.

            METHODS:
              auto     encodes as little as can be (the default)
              copy     encodes nothing: off a keyframe, an edit list hides the lead-in,
                       which some players show all the same
              smart    as auto, but refuses what it would have to encode whole
              encode   encodes every frame

            EXAMPLES:
              dailies split clip.mp4                      at the shots that are found
              dailies split clip.mp4 --at 2.5 --at 120f   at 2.5 seconds and at frame 120
              dailies split clip.mp4 --shots 2,4          only these
              dailies split clip.mp4 --verify full        decode all of every file
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "auto, copy, smart or encode.")
    var method: CutPlan.Method = .auto
    @Option(parsing: .upToNextOption, help: "Cut here: seconds (2.5), HH:MM:SS.mmm or frames (60f); may be repeated.")
    var at: [CutPoint] = []
    @Option(help: "Only the shots of these numbers, such as 2,4 or 1-3.")
    var shots: ShotNumbers?
    @Option(
        defaultAsFlag: Verification.ends,
        help: "Also decode the first and last group of each file and compare (ends), or every frame (full).")
    var verify: Verification?
    @Option(help: "Add a track of timecode; HH:MM:SS:FF is that of the clip's first frame.")
    var timecode: String?
    @Option(help: "The folder for the files; <name>-shots unless told.", completion: .directory)
    var output: String?
    @Argument(help: "The clip.", completion: .file()) var file: String

    func run() async throws {
        let folder = URL(fileURLWithPath: output ?? file.stem + "-shots", isDirectory: true)
        let name = output ?? file.stem + "-shots"
        let request = SplitRequest(
            cuts: at.isEmpty ? nil : at, method: method, shots: shots?.numbers, verification: verify ?? .packets,
            timecode: timecode)
        let list = try await common.work(on: file) { [file] in
            var list = try ClipWork($0).split(file, request, into: folder)
            for index in list.shots.indices {
                list.shots[index].file = list.shots[index].file.map { name + "/" + ($0 as NSString).lastPathComponent }
            }
            return list
        }
        if common.json { return try Result.printJSON(CutList(list)) }
        ShotTable.print(list.shots)
        for shot in list.shots { print(CutLine(shot)) }
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
