internal import Apiframe
internal import Foundation
internal import Library
internal import Pipeline
internal import Subprocess

/// Does one job in a process of its own: what crashes, hangs or fills the memory there, ends there.
struct JobProcess {
    /// How a job ended.
    enum Ending: Sendable, Equatable {
        /// With these clips.
        case done([String])
        case failed(JobFailure)
        /// It was stopped before the end.
        case halted(ChildHalt.Reason)

        /// A word for how it ended.
        var word: String {
            switch self {
            case .done: "done"
            case .failed: "failed"
            case .halted(.cancelled): "cancelled"
            case .halted(.lost), .halted(.unrenewed): "lost"
            case .halted: "stopped"
            }
        }
    }

    /// How a process ended, and what it made of its input.
    struct Attempt: Sendable {
        let ending: Ending
        /// What it ended with by itself.
        let exitCode: Int32?
        /// What became of each clip, in the words of `dailies process --json`.
        let states: [String]
    }

    /// The program, and what it is told beside the order.
    let program: String
    let arguments: [String]
    let limits: JobLimits
    /// What the child asks the API with; `nil` for a job that asks nobody.
    var apiKey: APIKey?
    /// How long a child has between SIGTERM and SIGKILL.
    var patience: Duration = .seconds(10)

    private static let glance: TimeInterval = 0.05
    /// The most that a child may say of its clips.
    private static let longestReport = 4 << 20

    private static var environment: Environment {
        .custom(
            Dictionary(uniqueKeysWithValues: ChildEnvironment.ofJob.map { (Environment.Key(stringLiteral: $0), $1) }))
    }

    /// Does the job of `source`, unless `halt` ends it; `progress` always holds how far it is. Throws where no process can
    /// be made.
    func run(_ source: ClipSource, _ halt: ChildHalt, _ progress: ChildProgress) async throws -> Ending {
        try await attempt(source, halt, progress).ending
    }

    /// The same, told in full.
    func attempt(_ source: ClipSource, _ halt: ChildHalt, _ progress: ChildProgress) async throws -> Attempt {
        let order = try ChildOrder(source: source, limits: limits, apiKey: apiKey).line()
        var options = PlatformOptions()
        // A terminal's Ctrl-C is for the worker, which knows what to do about its children.
        options.processGroupID = 0
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: .init(arguments), environment: Self.environment, platformOptions: options,
            input: .inputWriter, output: .sequence, error: .sequence
        ) { child in
            _ = try await child.standardInputWriter.write(order)
            // Standard input stays open: its end tells the child that we are gone.
            async let report = Self.report(child.standardOutput)
            async let words = Self.words(child.standardError, progress)
            // On a thread of its own: a child has to end in time also where all of the pool's are held up.
            try await onCodecThread(named: "job's end") {
                watch(child.processIdentifier.value, halt) { signal in try? child.send(signal: signal) }
            }
            return (try await report, try await words)
        }
        let (report, words) = result.closureResult
        let clips = (try? JSONDecoder().decode(Report.self, from: report))?.clips ?? []
        var exitCode: Int32?
        if case .exited(let code) = result.terminationStatus { exitCode = code }
        return Attempt(
            ending: ending(result.terminationStatus, halt.reason, clips, words), exitCode: exitCode,
            states: clips.compactMap(\.state))
    }

    /// Waits until the child has ended, and ends it where it has to be.
    private func watch(_ process: pid_t, _ halt: ChildHalt, send: (Signal) -> Void) {
        // Time in which the machine sleeps is nobody's fault.
        let begun = SuspendingClock.now
        var asked: SuspendingClock.Instant?
        while let state = ChildState(process) {
            let now = SuspendingClock.now
            if now - begun > .seconds(limits.seconds) { halt.raise(.overTime) }
            if state.memory > limits.memory { halt.raise(.overMemory) }
            if let reason = halt.reason {
                // Memory and the next worker cannot wait; and a second chance is not for those who had theirs.
                let isUrgent = reason == .overMemory || halt.isOverdue
                if asked == nil, !isUrgent { send(.terminate) }
                if isUrgent || now - (asked ?? now) > patience { send(.kill) }
                asked = asked ?? now
            }
            Thread.sleep(forTimeInterval: Self.glance)
        }
    }

    private static func report(_ output: SubprocessOutputSequence) async throws -> Data {
        var report = Data()
        for try await piece in output where report.count < longestReport {
            piece.withUnsafeBytes { report.append(contentsOf: $0) }
        }
        return report
    }

    private static func words(
        _ errors: SubprocessOutputSequence, _ progress: ChildProgress
    ) async throws -> String {
        var output = ChildOutput()
        for try await piece in errors {
            piece.withUnsafeBytes { output.take($0) }
            progress.note = output.progress
        }
        output.end()
        return output.tail
    }

    private func ending(
        _ status: TerminationStatus, _ halt: ChildHalt.Reason?, _ clips: [Report.Clip], _ words: String
    ) -> Ending {
        // Whatever it was told meanwhile: what is done is done.
        let ids = clips.compactMap(\.id)
        if case .exited(let code) = status, code <= 1, !ids.isEmpty { return .done(ids) }
        switch halt {
        case .cancelled, .lost, .unrenewed, .stopping: return .halted(halt!)
        case .overTime:
            return .failed(JobFailure("it took more than \(Int(limits.seconds)) s", log: words, isFinal: true))
        case .overMemory:
            return .failed(
                JobFailure("it used more than \(limits.memory >> 20) MiB of memory", log: words, isFinal: true))
        case nil: break
        }
        let failed = clips.first { $0.error != nil }
        switch status {
        case .exited(let code):
            return .failed(
                JobFailure(
                    failed?.error ?? "it ended with the exit code \(code)", log: words,
                    isFinal: failed?.mayPass.map { !$0 } ?? [2, 3].contains(code)))
        case .signaled(let signal):
            return .failed(JobFailure("it crashed (\(Self.name(of: signal)))", log: words, isFinal: false))
        }
    }

    private static func name(of signal: Int32) -> String {
        let names = [
            SIGSEGV: "SIGSEGV", SIGABRT: "SIGABRT", SIGILL: "SIGILL", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE",
            SIGTRAP: "SIGTRAP", SIGKILL: "SIGKILL", SIGTERM: "SIGTERM", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ",
        ]
        return names[signal] ?? "signal \(signal)"
    }

    /// What `dailies process --json` prints.
    private struct Report: Decodable {
        struct Clip: Decodable {
            let id: String?
            let state: String?
            let error: String?
            let mayPass: Bool?
        }
        let clips: [Clip]
    }
}
