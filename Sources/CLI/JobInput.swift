internal import Apiframe
internal import Foundation
internal import Library
internal import Pipeline

/// A job that a user named as an input: by its id, or by a saved record of it.
struct JobInput: Sendable {
    private let id: String?
    private let record: ProviderJob?

    /// Reads an input; `nil` for what is no job: a clip, a URL. Throws for a JSON file that holds no job.
    init?(_ input: String, in library: URL) throws {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) {
            guard !isFolder.boolValue, input.lowercased().hasSuffix(".json") else { return nil }
            let record = try JobRecord(contentsOf: input)
            guard record.id != nil || !record.clipURLs.isEmpty else {
                throw UsageError("\(input): it is no saved job: it has neither an id nor a clip")
            }
            if let id = record.id, !ProviderJob.isID(id) { throw UsageError("\(input): its id is no job id") }
            (id, self.record) = (record.id, ProviderJob(record))
            return
        }
        let isUUID = UUID(uuidString: input) != nil
        let ticket = ProviderJob.isID(input) ? try JobLedger(library: library).find(input) : nil
        guard let id = ticket?.jobId ?? (isUUID ? input : nil) else { return nil }
        (self.id, record) = (id, nil)
    }

    /// The jobs among inputs, by their places there, and the other inputs.
    static func sorted(
        _ inputs: [String], in library: URL
    ) -> (jobs: [Int: Swift.Result<JobInput, any Error>], others: [String]) {
        var (jobs, others): ([Int: Swift.Result<JobInput, any Error>], [String]) = ([:], [])
        for (index, input) in inputs.enumerated() {
            do {
                if let job = try JobInput(input, in: library) {
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
        let ticket = try id.flatMap { try ledger.find($0) }
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
