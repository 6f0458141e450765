internal import Foundation
internal import Support

/// The built program, run as a user runs it: in a folder of its own.
struct Dailies {
    let folder: TemporaryFolder
    private static let program = Tool(at: programPath)

    /// The program lies beside the test bundle, unless the environment's `DAILIES` names another: the tests
    /// drive whole jobs, which a debug build does eighty times slower.
    static let programPath: String = {
        if let named = ProcessInfo.processInfo.environment["DAILIES"], !named.isEmpty { return named }
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appending(path: "dailies").path
    }()

    init() throws { folder = try TemporaryFolder() }

    /// Runs the program to its end, whatever it answers.
    func run(_ arguments: String..., environment: [String: String] = [:], within seconds: Double = 120) throws
        -> Tool.Run
    {
        try run(arguments, environment: environment, within: seconds)
    }

    /// Runs the program to its end, whatever it answers.
    func run(_ arguments: [String], environment: [String: String] = [:], within seconds: Double = 120) throws
        -> Tool.Run
    {
        try Self.program.attempt(arguments, in: folder.path, environment: environment, within: seconds)
    }

    /// Cuts a clip, however many options that takes.
    func split(_ clip: String, _ options: [String]) throws -> Tool.Run {
        try Self.program.attempt(["split", clip] + options, in: folder.path, environment: [:], within: 120)
    }

    /// Starts the program and gives the process, for tests that stop it.
    func start(_ arguments: String...) throws -> ChildProcess { try start(arguments) }

    /// The same, with `environment` added to this process's own, and standard error in the file `errors`.
    func start(_ arguments: [String], environment: [String: String] = [:], errors: String? = nil) throws -> ChildProcess
    {
        try ChildProcess(
            Self.programPath, arguments, in: folder.path, environment: environment, errors: errors)
    }

    /// The names of a folder inside, sorted; none where it is missing.
    func names(_ path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.file(path))) ?? []).sorted()
    }

    /// A clip's sidecar as plain JSON.
    func sidecar(_ id: String, library: String = "library") throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.file("\(library)/clips/\(id)/clip.json")))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}

extension Tool.Run {
    /// The one JSON document on standard output.
    func json() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: output) as? [String: Any] ?? [:]
    }

    /// The entries of `clips` in that document.
    func clips() throws -> [[String: Any]] { try json()["clips"] as? [[String: Any]] ?? [] }
}

extension Clip {
    /// Three shots of one second at 24 frames a second, with sound: pictures that have nothing in common.
    static func realShots() throws -> String {
        let sources = ["testsrc2", "mandelbrot", "smptehdbars"].map { "\($0)=s=320x180:r=24" }
        let inputs = sources.flatMap { ["-f", "lavfi", "-t", "1", "-i", $0] }
        return try made(
            "real-shots.mp4",
            inputs + tone(seconds: 3)
                + ["-filter_complex", "[0][1][2]concat=n=3[v]", "-map", "[v]", "-map", "3:a", "-pix_fmt", "yuv420p"])
    }
}
