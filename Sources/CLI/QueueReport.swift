internal import Library
internal import Pipeline

/// Jobs of the queue, as they are printed.
struct QueueReport: Encodable {
    let jobs: [ListedJob]

    /// Prints a table, or the document.
    func print(isJSON: Bool) throws {
        if isJSON { return try Result.printJSON(self) }
        if jobs.isEmpty { Terminal.error("no jobs") }
        for job in jobs {
            let what =
                switch job.state {
                case .done: job.clips.joined(separator: " ")
                case .running:
                    job.progress.map { "\($0.step) \($0.fraction.map { "\(Int(saturating: $0 * 100)) %" } ?? "")" }
                        ?? ""
                case .waiting, .dead, .cancelled: job.error ?? ""
                }
            Terminal.print(
                "\(job.id)".padded(to: 7) + job.state.rawValue.padded(to: 11) + "\(job.attempts)".padded(to: 4)
                    + job.input.shortened(to: 60).padded(to: 62) + what.shortened(to: 120))
        }
    }
}
