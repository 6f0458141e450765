public import Foundation

/// A program that tests run: to make clips, and as a judge that knows nothing of this project.
public struct Tool: Sendable {
    /// FFmpeg's own program.
    public static let ffmpeg = Tool("ffmpeg")
    /// FFmpeg's own reader.
    public static let ffprobe = Tool("ffprobe")

    /// What a program left behind.
    public struct Run: Sendable {
        /// The exit status; 128 and the signal's number when a signal ended it.
        public let status: Int32
        /// What it wrote to standard output.
        public let output: Data
        /// What it wrote to standard error.
        public let errors: String
        /// The standard output as text.
        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// A program that is missing, failed, or did not end.
    public struct Failure: Error, CustomStringConvertible {
        /// One line.
        public let description: String
    }

    private let name: String
    private let path: String?

    /// Looks for `name` in the folders of PATH.
    public init(_ name: String) {
        self.name = name
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        path = folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The program at `path`.
    public init(at path: String) {
        name = (path as NSString).lastPathComponent
        self.path = FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// Whether the program was found.
    public var isInstalled: Bool { path != nil }

    /// Runs the program to its end, but no longer than `seconds`; throws when it fails.
    @discardableResult
    public func run(_ arguments: [String], within seconds: Double = 60) throws -> Run {
        let run = try attempt(arguments, within: seconds)
        guard run.status == 0 else {
            throw Failure(description: "\(name) \(arguments.joined(separator: " ")): \(run.status) \(run.errors)")
        }
        return run
    }

    /// Runs the program to its end, whatever it answers: in `workingFolder` where one is named, and with
    /// `environment` added to this process's own.
    public func attempt(
        _ arguments: [String], in workingFolder: String? = nil, environment: [String: String] = [:],
        within seconds: Double = 60
    ) throws -> Run {
        guard let path else { throw Failure(description: "\(name) is not installed") }
        let folder = try TemporaryFolder()
        let (output, errors) = (folder.file("output"), folder.file("errors"))
        // Files rather than pipes: a full pipe would hold the program up while nobody reads.
        let process = try ChildProcess(
            path, arguments, in: workingFolder, environment: environment, output: output, errors: errors)
        guard let status = process.wait(within: seconds) else {
            process.end()
            throw Failure(description: "\(name) did not end within \(seconds) s")
        }
        return Run(
            status: status, output: try Data(contentsOf: URL(fileURLWithPath: output)),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self))
    }
}
