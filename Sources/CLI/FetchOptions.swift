internal import ArgumentParser
internal import Fetch
internal import Foundation
internal import Pipeline

/// How clips are fetched.
struct FetchOptions: ParsableArguments {
    @Option(help: "How many clips are fetched at once.") var jobs = 3
    @Flag(
        help: """
            Also fetch from this machine and private networks; else where the environment's DAILIES_ALLOW_PRIVATE is 1.
            """) var allowPrivate = false
    @Option(help: "The most bytes a clip may have.") var maxBytes = FetchSettings().byteLimit
    @Option(help: "How often in a row a try may bring nothing before a clip is given up.")
    var retries = FetchSettings().retries
    @Option(help: "Seconds within which a connection has to come about.") var connectTimeout = 15.0
    @Option(help: "Seconds within which a server has to answer.") var answerTimeout = 60.0
    @Option(help: "Seconds over which a download's speed is judged.") var stallTimeout = 30.0
    @Option(help: "The slowest speed that is waited for, in bytes a second.")
    var minSpeed = FetchSettings().stallBytesPerSecond

    @Option(
        help: "Certificates, in PEM, of authorities to trust beside the system's: for networks of your own.",
        completion: .file()) var caFile: String?

    mutating func validate() throws {
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 64.") }
        guard maxBytes > 0 else { throw ValidationError("--max-bytes takes a number from 1.") }
        guard (0...1000).contains(retries) else { throw ValidationError("--retries takes a number from 0 to 1000.") }
        if let caFile, !FileManager.default.isReadableFile(atPath: caFile) {
            throw ValidationError("--ca-file: \(caFile) cannot be read.")
        }
        guard minSpeed >= 0 else { throw ValidationError("--min-speed takes a number from 0.") }
        for (name, value) in [("connect", connectTimeout), ("answer", answerTimeout), ("stall", stallTimeout)] {
            guard value > 0, value <= 86_400 else {
                throw ValidationError("--\(name)-timeout takes seconds, up to a day.")
            }
        }
    }

    /// Downloads into a library's hallway, as they were asked for.
    func downloads(into library: URL, _ board: ProgressBoard, _ trap: SignalTrap) -> Downloads {
        Downloads(FetchJob(library: library, settings: settings), into: library, atOnce: jobs, board, trap)
    }

    /// The settings that were asked for.
    var settings: FetchSettings {
        var settings = FetchSettings()
        settings.allowPrivate =
            allowPrivate || ProcessInfo.processInfo.environment["DAILIES_ALLOW_PRIVATE"] == "1"
        settings.byteLimit = maxBytes
        settings.retries = retries
        settings.connectTimeout = .seconds(connectTimeout)
        settings.firstByteTimeout = .seconds(answerTimeout)
        settings.stallWindow = .seconds(stallTimeout)
        settings.stallBytesPerSecond = minSpeed
        settings.authorities = caFile
        settings.userAgent = "dailies/\(Version.text)"
        return settings
    }
}
