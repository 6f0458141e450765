internal import ArgumentParser
internal import Pipeline

/// How a job is waited for.
struct WaitOptions: ParsableArguments {
    @Option(help: "Seconds between two questions; each time up to twice as long.") var poll = 5.0
    @Option(help: "Seconds after which nobody waits any longer; the job goes on.") var timeout = 3600.0

    func validate() throws {
        guard poll >= 0.05, poll <= 3600 else { throw ValidationError("--poll takes seconds from 0.05 to 3600.") }
        guard timeout >= 0, timeout <= 604_800 else { throw ValidationError("--timeout takes seconds, up to a week.") }
    }

    var policy: PollPolicy { PollPolicy(interval: .seconds(poll), limit: .seconds(timeout)) }
}
