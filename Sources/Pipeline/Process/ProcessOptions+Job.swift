package import Apiframe

extension ProcessOptions {
    /// Takes what a job's record says: what was ordered, where no request says so already, and what it cost.
    package mutating func take(_ record: JobRecord) throws {
        guard let id = record.id else { throw UsageError("the record of the job has no id") }
        request = request ?? record.input
        let expected = try request.flatMap { try presets.prices().credits(for: $0) }
        job = JobFacts(
            provider: "apiframe", id: id, expectedCredits: expected, chargedCredits: record.creditCost)
    }
}
