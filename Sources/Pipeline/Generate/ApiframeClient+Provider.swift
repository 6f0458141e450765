package import Apiframe
package import JSON

extension ApiframeClient: Provider {
    package var name: String { "apiframe" }
    package var server: String { address.description }

    package func submit(_ body: JSONValue, key: String) async throws -> ProviderJob {
        ProviderJob(try await submit(body, idempotencyKey: key))
    }

    package func job(_ id: String) async throws -> ProviderJob {
        ProviderJob(try await job(id) as JobRecord, asked: id)
    }

    package func completedJobs(after cursor: String?) async throws -> (jobs: [ProviderJob], next: String?) {
        let page = try await jobs(status: .completed, cursor: cursor)
        return (page.jobs.filter { $0.id != nil }.map { ProviderJob($0) }, page.nextCursor)
    }
}

extension APIError: ProviderFailure {
    package var concernsTheAccount: Bool {
        guard case .refused(let refusal) = self else { return false }
        return [401, 402, 403].contains(refusal.status)
    }
}

extension ProviderJob {
    /// A job that `record` tells of. `asked` is the id it was asked for by.
    package init(_ record: JobRecord, asked: String? = nil) {
        let status = record.status ?? .queued
        let state: State =
            switch status {
            case .completed: .completed
            case .failed: .failed
            case .cancelled: .cancelled
            case .queued, .processing, .other: .running
            }
        self.init(
            id: record.id ?? asked ?? "", state: state, word: status.rawValue, progress: record.progress,
            urls: record.clipURLs, reason: record.error, credits: record.creditCost, isExpired: record.isExpired,
            model: record.model, request: record.input)
    }
}
