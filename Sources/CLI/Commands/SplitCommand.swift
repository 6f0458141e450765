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
            A shot is copied where its cuts are on keyframes. Elsewhere whole groups of
            H.264 or HEVC pictures are copied, and only the frames at the ends encoded again;
            where no group lies inside the shot, all of it is encoded, visually lossless.
            Together the files hold every frame of the clip once. Each file is read back
            and held against the clip before it appears.

            Joined shots are copied as far as one track can carry them; sound that has to
            meet at a joint is coded anew, to the sample, unless it is uncompressed.

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
              dailies split clip.mp4 --shots 2,4 --join   one file, shot 4 behind shot 2
              dailies split clip.mp4 --verify full        decode all of every file

            EXIT CODES:
              1 the clip is damaged, and a shot lacks frames or sound or could not be made.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "auto, copy, smart or encode.")
    var method: CutPlan.Method = .auto
    @Option(parsing: .upToNextOption, help: "Cut here: seconds (2.5), HH:MM:SS.mmm or frames (60f); may be repeated.")
    var at: [CutPoint] = []
    @Option(help: "Only the shots of these numbers, such as 2,4 or 1-3.")
    var shots: ShotNumbers?
    @Flag(help: "One file of all these shots, in the order in which --shots names them.")
    var join = false
    @Option(
        defaultAsFlag: .known(.ends),
        help: "Also decode the first and last group of each file and compare (ends), or every frame (full).")
    var verify: VerifyValue?
    @Option(
        help: "Add a track of timecode; HH:MM:SS:FF is that of the clip's first frame. Else the clip's own goes on.")
    var timecode: String?
    @Option(
        help: "The folder for the files; <name>-shots unless told. With --join it may be a file, .mp4 or .mov.",
        completion: .directory)
    var output: String?
    @Argument(help: "The clip.", completion: .file()) var file: String?

    mutating func validate() throws {
        // "--verify clip.mp4" means the clip, and no way to verify.
        if case .unknown(let word) = verify {
            guard file == nil else {
                throw ValidationError("--verify takes packets, ends or full, not '\(word)'")
            }
            (file, verify) = (word, .known(.ends))
        }
        if file == nil { throw ValidationError("Missing expected argument '<file>'") }
    }

    func run() async throws {
        let file = self.file!
        let target = output ?? file.shortStem + "-shots"
        let joinedFile = joinedFile(target)
        if let joinedFile, joinedFile.resolvingSymlinksInPath() == URL(fileURLWithPath: file).resolvingSymlinksInPath()
        {
            throw UsageError("\(target) is the clip itself; choose another --output")
        }
        // Names are printed as the user wrote them.
        let name = joinedFile == nil ? target : (target as NSString).deletingLastPathComponent
        let folder = URL(fileURLWithPath: name.isEmpty ? "." : name, isDirectory: true)
        let request = SplitRequest(
            cuts: at.isEmpty ? nil : at, method: method, shots: shots?.numbers, joins: join, joinedFile: joinedFile,
            verification: verify?.verification ?? .packets, timecode: timecode)
        let made = try await common.work(on: file) {
            var made = try ClipWork($0).split(file, request, into: folder)
            let named = { (made: String) in
                (name as NSString).appendingPathComponent((made as NSString).lastPathComponent)
            }
            for index in made.list.shots.indices {
                made.list.shots[index].file = made.list.shots[index].file.map(named)
            }
            if let file = made.joined?.file { made.joined?.file = named(file) }
            return made
        }
        if common.json {
            try Result.printJSON(CutList(made.list, made.joined))
        } else {
            ShotTable.print(made.list.shots)
            let written = made.list.shots.filter { $0.file != nil }
            for line in made.joined.map({ [CutLine($0)] }) ?? written.map(CutLine.init) { print(line) }
        }
        for loss in made.losses { Terminal.error("\(Terminal.bold("dailies")): split: \(file): \(loss)") }
        if !made.losses.isEmpty { throw Exit(code: ExitCode.failedSpec.rawValue) }
    }

    /// What the one file is called, where a person said so.
    private func joinedFile(_ target: String) -> URL? {
        let file = URL(fileURLWithPath: target)
        var isFolder: ObjCBool = false
        guard join, output != nil, ["mp4", "mov"].contains(file.pathExtension.lowercased()),
            !FileManager.default.fileExists(atPath: target, isDirectory: &isFolder) || !isFolder.boolValue
        else { return nil }
        return file
    }
}

extension CutPoint: ExpressibleByArgument {
    /// Reads a place in a clip from an argument.
    public init?(argument: String) { self.init(argument) }
}

extension String {
    /// The file's name without folder and extension.
    var stem: String { ((self as NSString).lastPathComponent as NSString).deletingPathExtension }

    /// ``stem``, or as much of it as leaves room for what is put behind it: a name may take 255 bytes.
    var shortStem: String {
        var name = stem
        while name.utf8.count > 200 { name.unicodeScalars.removeLast() }
        return name
    }
}

/// What `dailies split --json` prints: the shots with their files, or the one that they became.
private struct CutList: Encodable {
    let file: String
    let frames: Int
    let frameRate: Rational?
    let shots: [Sidecar.Shot]
    let joined: JoinedShots?

    init(_ list: ShotList, _ joined: JoinedShots?) {
        self.joined = joined
        (file, frames, frameRate, shots) = (list.file, list.frames, list.frameRate, list.shots)
    }
}
