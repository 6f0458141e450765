package import Apiframe
package import Foundation
package import Library

/// Takes in what the provider tells of its jobs: signed by somebody who knows the key, and on the disk before it is
/// acknowledged.
///
/// A notice chooses nothing but a job's id: the worker asks the provider about the job, and fetches what the provider says.
package struct WebhookIntake: Sendable {
    /// What became of a delivery.
    package enum Outcome: Sendable, Equatable {
        /// It is on the disk, now or since it came before.
        case accepted
        /// It is not signed, or wrongly.
        case unauthorized
        /// It cannot be kept now: more wait already than may, or the disk refuses it.
        case busy
    }

    /// The largest body that is read.
    package static let largestBody = 1 << 20

    /// The most deliveries that wait for the disk; each may have a megabyte.
    private static let most = 2048

    private let signature: WebhookSignature
    private let batch: NoticeBatch

    /// Deliveries signed with `key`, kept in `inbox`.
    package init(_ key: APIKey, _ inbox: any NoticeInbox) {
        signature = WebhookSignature(key)
        batch = NoticeBatch(inbox)
    }

    /// Takes a delivery in: its body as it came, and what its signature's header says.
    package func take(_ body: Data, signature header: String?) async -> Outcome {
        guard signature.isValid(header, for: body) else { return .unauthorized }
        guard await batch.depth < Self.most else { return .busy }
        do {
            _ = try await batch.accept(Notice(delivered: body))
            return .accepted
        } catch {
            return .busy
        }
    }
}

extension Notice {
    /// What a signed body says. One that names no job, or nothing that we know, is kept all the same: nobody else would say
    /// it again.
    init(delivered body: Data) {
        guard let event = try? WebhookEvent(parsing: body) else {
            self.init(body: body, event: "", jobID: nil, report: .unknown)
            return
        }
        let report: Report =
            switch event.kind {
            case .completed: .completed
            case .failed: .failed(reason: event.job.error)
            case .progress: .progress(event.job.progress)
            case .other: .unknown
            }
        self.init(body: body, event: event.kind.word, jobID: event.jobID, report: report)
    }
}
