internal import Foundation
internal import Library
package import Logging
internal import Media

/// Runs the steps of one input: measures each, tells of progress, and adds step and input to an error.
///
/// A final class, used from one thread at a time.
package final class StepRunner {
    /// The input as the user named it.
    package let input: String
    package let stop: StopFlag
    private let report: ProgressHandler
    private let logger: Logger
    /// Seconds by step.
    private(set) var timings = Sidecar.Timings()

    /// Whoever has no logger of their own is told what is wrong, and not of each step.
    package static let warnings: Logger = {
        var logger = Logger(label: "dailies")
        logger.logLevel = .warning
        return logger
    }()

    package init(
        input: String, stop: StopFlag = StopFlag(), logger: Logger = StepRunner.warnings,
        progress: @escaping ProgressHandler = { _ in }
    ) {
        self.input = input
        self.stop = stop
        self.logger = logger
        report = progress
    }

    /// Runs one step.
    func run<Value>(_ step: Step, _ body: () throws -> Value) throws -> Value {
        try stop.check()
        report(JobProgress(input: input, step: step, done: 0, total: 0))
        let mark = FFmpegLog.mark()
        let begun = ContinuousClock.now
        defer {
            let spent = ContinuousClock.now - begun
            timings[step.rawValue] = (timings[step.rawValue] ?? 0) + spent.inSeconds
        }
        do {
            let value = try body()
            logger.info("step finished", metadata: ["step": "\(step.rawValue)", "input": "\(input)"])
            return value
        } catch let error as StopFlag.Stopped {
            throw error
        } catch let error as PipelineError {
            throw error
        } catch {
            throw PipelineError(step: step, input: input, cause: error, log: FFmpegLog.lines(since: mark))
        }
    }

    /// Runs the one step that cannot fail: judging is arithmetic on facts.
    func conform<Value>(_ body: () -> Value) -> Value {
        let begun = ContinuousClock.now
        defer { timings[Step.conform.rawValue] = (ContinuousClock.now - begun).inSeconds }
        return body()
    }

    /// Tells of something that is wrong and does not end the job.
    func warn(_ message: String) { logger.warning("\(message)", metadata: ["input": "\(input)"]) }

    /// A function that tells of frames done in `step`, from any thread.
    func counter(_ step: Step, total: Int) -> @Sendable (Int) -> Void {
        let (report, input) = (report, input)
        return { report(JobProgress(input: input, step: step, done: $0, total: total)) }
    }
}

extension Duration {
    /// Seconds to the microsecond, for people.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds / 1_000_000_000_000) / 1_000_000
    }
}
