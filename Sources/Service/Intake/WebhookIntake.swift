internal import Apiframe
package import Foundation
internal import Library

/// Takes in what the provider tells of its jobs: signed by somebody who knows the key, and on the disk before it is
/// acknowledged.
///
/// A notice chooses nothing but a job's id, and the worker asks the provider about the job; only where there is no way to ask
/// does it choose a clip, and then of some hosts alone.
package struct WebhookIntake: Sendable {
    /// What became of a delivery.
    package enum Outcome: Sendable, Equatable {
        /// It is on the disk, now or since it came before.
        case accepted
        /// It is not signed, or wrongly.
        case unauthorized
        /// It cannot be kept now, and why: more wait already than may, or the disk refuses it.
        case busy(String)
    }

    /// The largest body that is read, in bytes. The API's have about one thousand, and two thousand more for each URL.
    package static let largestBody = 64 << 10

    /// The most deliveries that wait for the disk.
    private static let most = 2048

    private let signature: WebhookSignature
    private let rule: ClipRule
    private let batch: NoticeBatch
    private let room: Room?

    /// Deliveries signed so, kept in `inbox`, for as long as there is room.
    init(_ signature: WebhookSignature, _ rule: ClipRule, _ inbox: any NoticeInbox, _ room: Room?) {
        self.signature = signature
        self.rule = rule
        batch = NoticeBatch(inbox)
        self.room = room
    }

    /// Takes a delivery in: its body as it came, and what its signature's header says. `isSigned` is called, before it is
    /// kept, where that is true.
    package func take(_ body: Data, signature header: String?, isSigned: () -> Void = {}) async -> Outcome {
        guard signature.isValid(header, for: body) else { return .unauthorized }
        isSigned()
        guard await batch.depth < Self.most else { return .busy("the disk does not keep up") }
        do {
            if let shortage = try await room?.shortage() { return .busy(shortage.words) }
            _ = try await batch.accept(Notice(delivered: body, rule))
            return .accepted
        } catch {
            return .busy("it cannot be kept")
        }
    }
}

extension Notice {
    /// What a signed body says. One that names no job, or nothing that we know, is kept all the same: nobody else would say
    /// it again.
    init(delivered body: Data, _ rule: ClipRule) {
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
        self.init(
            body: body, event: event.kind.word, jobID: event.jobID, report: report,
            orders: event.kind == .completed ? rule.orders(from: event) : [])
    }
}
