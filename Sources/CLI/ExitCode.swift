internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// The contract's exit codes, and the one place where errors become numbers.
enum ExitCode: Int32 {
    case done = 0
    case failedSpec = 1
    case usage = 2
    case input = 3
    case network = 4
    case output = 5
    case fault = 70

    /// The code for an error, without printing it.
    static func code(for error: any Error) -> Int32 {
        switch Failure.kind(of: error) {
        case .usage: usage.rawValue
        case .input: input.rawValue
        case .network: network.rawValue
        case .output: output.rawValue
        case .stopped(let signal): 128 + signal
        case .fault: fault.rawValue
        }
    }

    /// Prints an error the way its kind asks for, and gives its code.
    static func report(_ error: any Error) -> Int32 {
        if let exit = error as? Exit { return exit.code }
        let parsed = Dailies.exitCode(for: error)
        if parsed == .success {  // --help and --version come as errors.
            Terminal.print(Dailies.fullMessage(for: error))
            return done.rawValue
        }
        if parsed == .validationFailure {
            Terminal.error(Dailies.fullMessage(for: error))
            return usage.rawValue
        }
        Terminal.error("\(Terminal.bold("dailies")): \(error)")
        for line in Failure.log(of: error) { Terminal.error("  ffmpeg: \(line)") }
        return code(for: error)
    }
}

/// Ends the program with a code after everything was printed.
struct Exit: Error {
    let code: Int32
}
