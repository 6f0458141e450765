internal import Apiframe
internal import Foundation
internal import Library
internal import Pipeline

/// A provider's job as an input: by its id, or by a saved record of it.
struct JobInput: Sendable {
    private let id: String?
    private let record: ProviderJob?

    /// `nil` for what is no job: a clip, a URL. Throws for a JSON file that holds no job.
    init?(_ source: ClipSource) throws {
        switch source {
        case .job(let id): (self.id, record) = (id, nil)
        case .record(let path):
            let record = try JobRecord(contentsOf: path)
            guard record.id != nil || !record.clipURLs.isEmpty else {
                throw UsageError("\(path): it is no saved job: it has neither an id nor a clip")
            }
            if let id = record.id, !ProviderJob.isID(id) { throw UsageError("\(path): its id is no job id") }
            (id, self.record) = (record.id, ProviderJob(record))
        case .file, .clip, .url: return nil
        }
    }

    /// The jobs among inputs, by their places there, and the other inputs.
    static func sorted(
        _ inputs: [ClipInput]
    ) -> (jobs: [Int: Swift.Result<JobInput, any Error>], others: [ClipInput]) {
        var (jobs, others): ([Int: Swift.Result<JobInput, any Error>], [ClipInput]) = ([:], [])
        for (index, input) in inputs.enumerated() {
            do {
                if let job = try JobInput(input.source.get()) {
                    jobs[index] = .success(job)
                } else {
                    others.append(input)
                }
            } catch {
                jobs[index] = .failure(error)
            }
        }
        return (jobs, others)
    }

    /// Delivers its clips: from where a saved record says they are, else from where the API says.
    func deliver(
        _ common: CommonOptions, _ api: APIOptions, _ fetching: FetchOptions, _ options: ProcessOptions,
        storesOnly: Bool = false, at index: Int, _ board: ProgressBoard, _ trap: SignalTrap
    ) async throws -> [Processed] {
        let ledger = JobLedger(library: options.library)
        let ticket = try id.flatMap { try ledger.ticket(ofJob: $0) }
        let isEnough = record.map { !$0.urls.isEmpty && !$0.isExpired } ?? false
        var desk: JobDesk?
        // A saved record needs no key, as long as its URLs live.
        do { desk = JobDesk(try api.client(trap.stop), ledger, stop: trap.stop) } catch APISetupError.noKey
            where isEnough
        {
            desk = nil
        }
        let job: ProviderJob
        if let record, isEnough {
            job = record
        } else if let desk, let id {
            job = try JobDesk.completed(try await desk.look(at: id, ticket))
        } else {
            throw UsageError("the saved job has neither a clip nor an id to ask for")
        }
        let delivery = ClipDelivery(desk, common, fetching, options, storesOnly: storesOnly, board, trap)
        return try await delivery.deliver(job, ticket, at: index)
    }
}
