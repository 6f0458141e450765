package import Foundation
package import JSON
package import Library

/// Where jobs are submitted and waited for. What it is about to do is on record before it does it, so that a
/// death at any instant leaves nothing that is paid for and not known.
package struct JobDesk: Sendable {
    package let provider: any Provider
    package let ledger: JobLedger
    let stop: StopFlag
    private let now: @Sendable () -> Date

    /// A key is repeated only while it has at least this long to live: the repeat takes its time too.
    private static let margin: Duration = .seconds(600)
    /// How long a call that may buy something is let be after SIGINT, so that its answer is not lost.
    private static let grace: Duration = .seconds(5)

    package init(
        _ provider: any Provider, _ ledger: JobLedger, stop: StopFlag, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.provider = provider
        self.ledger = ledger
        self.stop = stop
        self.now = now
    }

    /// A ticket for a request: of one just like it that was sent and never answered, where there is one, else new.
    package func ticket(for body: JSONValue, expectedCredits: Int?) throws -> JobTicket {
        let lost = try ledger.all().tickets.first {
            $0.jobId == nil && $0.batch == nil && $0.provider == provider.name && $0.server == provider.server
                && $0.request == body
        }
        // One that another process is sending at this moment was asked for by itself.
        if let lost, try ledger.hold(lost.key) != nil { return lost }
        return newTicket(key: "g-\(UUID().uuidString.lowercased())", body, expectedCredits: expectedCredits)
    }

    /// A ticket that is not on record yet.
    package func newTicket(
        key: String, _ body: JSONValue, expectedCredits: Int?, batch: String? = nil
    ) -> JobTicket {
        JobTicket(
            key: key, provider: provider.name, server: provider.server, request: body,
            expectedCredits: expectedCredits, sentAt: now(), batch: batch)
    }

    /// Submits a ticket, or finds that it was submitted; gives it with the job's id.
    ///
    /// The ticket is on the disk before the first byte is sent. A ticket that is there already, without an answer,
    /// is sent again with its own key and body: the provider then gives the job that it made, if it made one.
    package func submit(_ ticket: JobTicket) async throws -> JobTicket {
        try requireOurs(ticket)
        guard let hold = try ledger.hold(ticket.key) else { throw GenerationError.beingSent(key: ticket.key) }
        defer { withExtendedLifetime(hold) {} }
        var ticket = ticket
        var isRepeat = false
        if let known = try ledger.ticket(ticket.key) {
            if known.jobId != nil { return known }
            try requireYoung(known)
            (ticket, isRepeat) = (known, true)
        } else {
            ticket.sentAt = now()
            try ledger.write(ticket)
        }
        let job: ProviderJob
        do {
            let (provider, body, key) = (provider, ticket.request, ticket.key)
            job = try await stop.interrupting(after: Self.grace) { try await provider.submit(body, key: key) }
        } catch let error as any ProviderFailure where error.isWithoutEffect && !isRepeat {
            try ledger.remove(ticket.key)
            throw error
        }
        do {
            return try ledger.update(ticket) {
                $0.jobId = job.id
                $0.status = job.word
            }
        } catch {
            throw GenerationError.unrecorded(job: job.id, reason: "\(error)")
        }
    }

    /// Throws unless the ticket was, or is to be, sent to our provider.
    private func requireOurs(_ ticket: JobTicket) throws(GenerationError) {
        guard ticket.provider == provider.name, ticket.server == provider.server else {
            throw .otherServer(name: ticket.jobId.map { "job \($0)" } ?? "request \(ticket.key)", server: ticket.server)
        }
    }

    /// Throws unless the ticket's key still makes a repeat harmless.
    private func requireYoung(_ ticket: JobTicket) throws(GenerationError) {
        let age = now().timeIntervalSince(ticket.sentAt)
        // A clock that was set back makes the age unknown; a few minutes of that are common.
        guard age > -300, age < (provider.keyLife - Self.margin) / .seconds(1) else {
            throw .keyTooOld(key: ticket.key, sentAt: ticket.sentAt)
        }
    }

    /// The job as it is now; what is new goes onto its ticket, where it has one.
    package func look(at id: String, _ ticket: JobTicket?) async throws -> ProviderJob {
        let provider = provider
        if let ticket { try requireOurs(ticket) }
        let job = try await stop.interrupting { try await provider.job(id) }
        if let ticket {
            try ledger.update(ticket) {
                $0.status = job.word
                $0.error = job.reason
                $0.chargedCredits = job.credits ?? $0.chargedCredits
            }
        }
        return job
    }

    /// Waits until the job is completed; `tell` hears of each answer, and of trouble in between.
    ///
    /// A network that is gone for a while ends no wait: the job does not need it.
    package func wait(
        for id: String, _ ticket: JobTicket?, _ poll: PollPolicy, tell: @Sendable (ProviderJob?, String?) -> Void
    ) async throws -> ProviderJob {
        let begun = ContinuousClock.now
        var word = "unknown"
        while true {
            do {
                let job = try await look(at: id, ticket)
                word = job.word
                tell(job, nil)
                if job.state != .running { return try Self.completed(job) }
            } catch let error as any ProviderFailure where error.isPassing {
                tell(nil, "\(error)")
            }
            let waited = ContinuousClock.now - begun
            let delay = poll.delay()
            guard waited + delay <= poll.limit else {
                throw GenerationError.timeLimit(job: id, word: word, waited: waited)
            }
            try await stop.sleep(for: delay)
        }
    }

    /// The job, where it has a clip that can be fetched.
    package static func completed(_ job: ProviderJob) throws(GenerationError) -> ProviderJob {
        switch job.state {
        case .failed: throw .failed(job: job.id, reason: job.reason ?? "the provider gives no reason")
        case .cancelled: throw .cancelled(job: job.id)
        case .completed, .running: break
        }
        guard !job.isExpired else { throw .expired(job: job.id) }
        guard job.state == .completed, !job.urls.isEmpty else { throw .noClip(job: job.id) }
        return job
    }
}
