internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Pipeline

extension ProgressBoard.Style: ExpressibleByArgument {}

/// What every command that works takes.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Print one JSON document, and nothing else, on standard output.")
    var json = false

    @Option(help: "How to show progress on standard error: auto (a line on terminals), json (one object a line), none.")
    var progress: ProgressBoard.Style = .auto

    @Flag(help: "Log each step on standard error.")
    var verbose = false

    /// Runs blocking work for one input on a thread of its own, with signals and progress.
    func work<Value: Sendable>(
        on input: String, _ trap: SignalTrap = SignalTrap(), _ body: @escaping @Sendable (StepRunner) throws -> Value
    ) async throws -> Value {
        let board = ProgressBoard(progress)
        defer { board.remove(0) }
        return try await work(on: input, trap, { board.show(0, $0) }, body)
    }

    /// Runs blocking work for one input on a thread of its own, with signals; `show` is told of progress.
    func work<Value: Sendable>(
        on input: String, _ trap: SignalTrap, _ show: @escaping ProgressHandler,
        _ body: @escaping @Sendable (StepRunner) throws -> Value
    ) async throws -> Value {
        var logger = Logger(label: "dailies") { TerminalLog(label: $0) }
        logger.logLevel = verbose ? .debug : .warning
        let log = logger
        return try await onCodecThread(named: "work") {
            try body(StepRunner(input: input, stop: trap.stop, logger: log, progress: show))
        }
    }
}
