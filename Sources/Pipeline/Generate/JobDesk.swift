internal import Apiframe
internal import Foundation
package import JSON
package import Library

/// Where jobs are submitted and waited for. What it is about to do is on record before it does it, so that a
/// death at any instant leaves nothing that is paid for and not known, and nothing that is not booked; see ``Spending``.
package struct JobDesk: Sendable {
    package let provider: any Provider
    package let ledger: JobLedger
    package let spending: Spending
    let stop: StopFlag
    private let now: @Sendable () -> SendTime

    /// A key is repeated only while it has at least this long to live: the repeat takes its time too.
    private static let margin: Duration = .seconds(600)
    /// How long a call that may buy something is let be after SIGINT, so that its answer is not lost.
    private static let grace: Duration = .seconds(5)

    package init(
        _ provider: any Provider, _ ledger: JobLedger, spending: Spending = Spending(), stop: StopFlag,
        now: @escaping @Sendable () -> SendTime = { .now() }
    ) {
        self.provider = provider
        self.ledger = ledger
        self.spending = spending
        self.stop = stop
        self.now = now
    }

    /// What requests cost by a list, and by what comparable jobs on record were charged of late.
    package func pricing(_ list: PriceList) throws -> Pricing {
        Pricing(
            list, RecentCharges(try ledger.readableCosts(), at: now()), provider: provider.name, server: provider.server
        )
    }

    /// A ticket that nobody else may send until this is let go.
    package struct Claim: Sendable {
        package let ticket: JobTicket
        fileprivate let hold: JobHold
    }

    /// Claims a ticket for a request: of one just like it that was sent and never answered, where there is one that
    /// nobody else is sending, else a new one.
    package func claim(
        _ body: JSONValue, _ price: RequestPrice, group: String? = nil, variant: String? = nil
    ) throws -> Claim {
        try ledger.transaction { ledger in
            // One that another process is sending at this moment was asked for by itself.
            for lost in try ledger.all().tickets
            where lost.jobId == nil && lost.batch == nil && lost.provider == provider.name
                && lost.server == provider.server && lost.request == body
            {
                if let hold = try ledger.hold(lost.key) { return Claim(ticket: lost.quoted(price), hold: hold) }
            }
            var ticket = newTicket(key: "g-\(UUID().uuidString.lowercased())", body, price)
            (ticket.group, ticket.variant) = (group, variant)
            guard let hold = try ledger.hold(ticket.key) else { throw GenerationError.beingSent(key: ticket.key) }
            return Claim(ticket: ticket, hold: hold)
        }
    }

    /// A ticket that is not on record yet.
    package func newTicket(key: String, _ body: JSONValue, _ price: RequestPrice, batch: String? = nil) -> JobTicket {
        let sent = now()
        var ticket = JobTicket(
            key: key, provider: provider.name, server: provider.server, request: body, expectedCredits: nil,
            sentAt: sent.wall, batch: batch
        ).quoted(price)
        ticket.expectedCredits = price.listed
        ticket.sent = sent
        return ticket
    }

    /// A ticket on record at the price of today, and what it is quoted. Throws when that is above `most`, or cannot be held
    /// against it.
    package func priced(
        _ ticket: JobTicket, _ list: PriceList, atMost most: Int?
    ) throws -> (ticket: JobTicket, quote: Quote) {
        let request = try GenerationRequest(ticket.request)
        let pricing = try pricing(list)
        let quote = Quote([request], pricing)
        do {
            if let most { try quote.require(atMost: most, of: [request]) }
        } catch GenerationError.tooExpensive(let quote, let most, _, _) {
            throw GenerationError.tooExpensive(quote, most: most, unanswered: quote.credits)
        }
        return (ticket.quoted(pricing.price(of: request)), quote)
    }

    /// Submits a claimed ticket, as ``submit(_:)`` does.
    package func submit(_ claim: Claim) async throws -> JobTicket { try await submit(claim.ticket, claim.hold) }

    /// Submits a ticket, or finds that it was submitted; gives it with the job's id.
    ///
    /// The ticket is on the disk, and booked, before the first byte is sent. A ticket that is there already, without an
    /// answer, is sent again with its own key and body: the provider then gives the job that it made, if it made one.
    /// Throws ``GenerationError`` where a limit forbids it, before anything is written or sent.
    package func submit(_ ticket: JobTicket) async throws -> JobTicket { try await submit(ticket, nil) }

    private func submit(_ ticket: JobTicket, _ hold: JobHold?) async throws -> JobTicket {
        try requireOurs(ticket)
        let begun = ContinuousClock.now
        while true {
            switch try book(ticket, hold) {
            case .known(let known): return known
            case .booked(let ticket, let isRepeat, let hold):
                defer { withExtendedLifetime(hold) {} }
                return try await send(ticket, isRepeat: isRepeat)
            case .awaiting(let cost):
                let waited = ContinuousClock.now - begun
                let name = cost.jobId ?? cost.key
                guard waited < spending.poll.limit else {
                    throw GenerationError.chargeUnknown(job: name, waited: waited)
                }
                try await ask(for: cost)
            }
        }
    }

    private enum Booking {
        /// It was submitted before.
        case known(JobTicket)
        case booked(JobTicket, isRepeat: Bool, JobHold)
        /// It may be sent when the charge of another job is known.
        case awaiting(JobCost)
    }

    /// Books a ticket, alone in the ledger from the sum that it is held against to its being on the disk.
    private func book(_ ticket: JobTicket, _ hold: JobHold?) throws -> Booking {
        try ledger.transaction { ledger in
            guard let hold = try hold ?? ledger.hold(ticket.key) else {
                throw GenerationError.beingSent(key: ticket.key)
            }
            let (now, known) = (now(), try ledger.ticket(ticket.key))
            var booked = known ?? ticket
            if let known {
                if known.jobId != nil { return .known(known) }
                try requireYoung(known, now)
                booked.quotedCredits = max(known.quotedCredits ?? 0, ticket.quotedCredits ?? 0)
                booked.tariff = known.tariff ?? ticket.tariff
                booked.resent = now
            } else {
                booked.sent = now
            }
            let cost = JobCost(booked)
            if spending.isLimited, !cost.isPriced {
                throw GenerationError.priceUnknown(model: ticket.model ?? "?", limit: spending.limitWords)
            }
            // Every record must be known where a sum is to be held.
            let records = spending.isLimited ? try ledger.allCosts() : try ledger.readableCosts()
            switch try spending.admit(cost, among: records, at: now, isHeld: { try ledger.isHeld($0.key) }) {
            case .awaiting(let cost): return .awaiting(cost)
            case .granted: break
            }
            try ledger.write(booked)
            spending.book(booked.key)
            return .booked(booked, isRepeat: known != nil, hold)
        }
    }

    private func send(_ ticket: JobTicket, isRepeat: Bool) async throws -> JobTicket {
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
                $0.take(job)
            }
        } catch {
            throw GenerationError.unrecorded(job: job.id, reason: "\(error)")
        }
    }

    /// Asks what a job was charged, unless somebody here did so of late, and lets some time pass.
    private func ask(for cost: JobCost) async throws {
        if let id = cost.jobId, spending.isToBeAsked(id) {
            do {
                if let ticket = try ledger.ticket(cost.key) { _ = try await look(at: id, ticket) }
            } catch let error as any ProviderFailure where !error.concernsTheAccount {
                if !error.isPassing { spending.give(up: cost.key) }
            }
        }
        try await stop.sleep(for: spending.poll.delay())
    }

    /// Throws unless the ticket was, or is to be, sent to our provider.
    private func requireOurs(_ ticket: JobTicket) throws(GenerationError) {
        guard ticket.provider == provider.name, ticket.server == provider.server else {
            throw .otherServer(name: ticket.jobId.map { "job \($0)" } ?? "request \(ticket.key)", server: ticket.server)
        }
    }

    /// Throws unless the ticket's key still makes a repeat harmless.
    private func requireYoung(_ ticket: JobTicket, _ now: SendTime) throws(GenerationError) {
        let age = now.since(ticket.sent)
        // A wall clock that was set back makes the age unknown, where the machine was started anew meanwhile; a few
        // minutes of that are common.
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
            try ledger.update(ticket) { $0.take(job) }
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

extension JobTicket {
    /// Takes what a provider says of the job.
    package mutating func take(_ job: ProviderJob) {
        status = job.word
        error = job.reason
        chargedCredits = job.credits ?? chargedCredits
        switch job.state {
        case .running: break
        case .completed: ending = .completed
        case .failed: ending = .failed
        case .cancelled: ending = .cancelled
        }
    }

    /// The ticket with a price as it is shown now, which is never lower than it was.
    func quoted(_ price: RequestPrice) -> JobTicket {
        var ticket = self
        ticket.quotedCredits = price.quoted.map { max($0, quotedCredits ?? 0) } ?? quotedCredits
        ticket.tariff = price.tariff ?? tariff
        return ticket
    }

    var model: String? {
        if case .object(let body) = request, case .string(let name)? = body["model"] { name } else { nil }
    }
}
