internal import Apiframe
internal import Foundation
internal import Pipeline
internal import Support
@testable internal import Service

/// A shell script in place of the program: children that crash, hang and eat, on purpose.
struct PretendProgram {
    let folder: TemporaryFolder
    let path: String

    /// The script finds its order in `$order`.
    init(_ script: String) throws {
        folder = try TemporaryFolder()
        path = folder.file("program")
        try write("#!/bin/sh\nread -r order\n\(script)\n")
    }

    /// Writes the whole script. Another process makes the file that is run: while one of ours has it open to write, a child
    /// that another test starts at that moment has it too, and it cannot be started ("text file busy").
    func write(_ script: String) throws {
        let text = try folder.write(script, to: "script")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: text)
        let run = try Tool(at: "/bin/cp").attempt(["--preserve=mode", "--remove-destination", text, path])
        guard run.status == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Runs it as a job's process, within some limits.
    func run(
        _ source: ClipSource = .job(id: "j-1"), _ halt: ChildHalt = ChildHalt(),
        _ progress: ChildProgress = ChildProgress(),
        limits: JobLimits = JobLimits(), patience: Duration = .seconds(10)
    ) async throws -> JobProcess.Ending {
        var process = JobProcess(program: path, arguments: ["process", "--x"], limits: limits)
        process.apiKey = try APIKey("afk_topsecret", from: "the test")
        process.patience = patience
        return try await process.run(source, halt, progress)
    }
}
