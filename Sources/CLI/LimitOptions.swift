internal import ArgumentParser
internal import Service

/// What one job may use before it is ended.
struct LimitOptions: ParsableArguments {
    @Option(help: "The most seconds that a job may take.") var timeLimit = JobLimits().seconds
    @Option(help: "The most memory that a job may use, in MiB.") var memoryLimit = JobLimits().memory >> 20
    @Option(help: "The largest file that a job may write, in MiB.") var fileLimit = JobLimits().fileSize >> 20

    func validate() throws {
        guard timeLimit >= 0, timeLimit <= 7 * 86_400 else {
            throw ValidationError("--time-limit takes seconds, up to a week.")
        }
        for (name, value) in [("memory-limit", memoryLimit), ("file-limit", fileLimit)] {
            guard (1...(1 << 24)).contains(value) else {
                throw ValidationError("--\(name) takes a number of MiB from 1.")
            }
        }
    }

    var limits: JobLimits {
        var limits = JobLimits()
        limits.seconds = timeLimit
        limits.memory = memoryLimit << 20
        limits.fileSize = fileLimit << 20
        return limits
    }
}
