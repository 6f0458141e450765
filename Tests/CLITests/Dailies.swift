internal import Foundation
internal import Support

/// The built program, run as a user runs it: in a folder of its own.
struct Dailies {
    let folder: TemporaryFolder
    private static let program = Tool(at: programPath)

    /// The program lies beside the test bundle.
    static let programPath: String = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appending(path: "dailies").path
    }()

    init() throws { folder = try TemporaryFolder() }

    /// Runs the program to its end, whatever it answers.
    func run(_ arguments: String..., environment: [String: String] = [:], within seconds: Double = 120) throws
        -> Tool.Run
    {
        try Self.program.attempt(arguments, in: folder.path, environment: environment, within: seconds)
    }

    /// Starts the program and gives the process, for tests that stop it.
    func start(_ arguments: String...) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.programPath)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
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
