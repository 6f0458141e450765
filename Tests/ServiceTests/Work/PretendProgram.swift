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
        path = try folder.write("#!/bin/sh\nread -r order\n\(script)\n", to: "program")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
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
