internal import Apiframe
internal import Library

/// Submits the lines of a batch, so many at once, waits for them and stores what they made.
///
/// Jobs run at the provider side by side; clips are stored one after the other, since one uses all of the machine.
package struct BatchRun: Sendable {
    private let desk: JobDesk
    private let poll: PollPolicy
    private let concurrency: Int
    private let file: String
    private let pricing: Pricing
    private let label: (group: String?, variant: String?)
    /// `nil` where nobody waits.
    private let delivery: ClipDelivery?

    package init(
        _ desk: JobDesk, of file: String, _ poll: PollPolicy, concurrency: Int, _ pricing: Pricing,
        group: String? = nil, variant: String? = nil, delivery: ClipDelivery?
    ) {
        self.desk = desk
        self.file = file
        self.poll = poll
        self.concurrency = concurrency
        self.pricing = pricing
        label = (group, variant)
        self.delivery = delivery
    }

    /// Is told how the job of the line at an index stands.
    package typealias Waiting = @Sendable (Int, _ id: String, ProviderJob?, _ trouble: String?) -> Void

    /// A part of the work that ended.
    private enum Ended: Sendable {
        case job(Int, JobTicket?, Swift.Result<ProviderJob?, any Error>)
        case delivery(Int, JobTicket, Swift.Result<[Processed], any Error>)
    }

    /// Runs the plan to its end; `waiting` hears how jobs stand, `tell` of each outcome as it
    /// comes. Gives them in the order of the lines, with
    /// the errors that decide the exit code. Once the flag is up, nothing more is begun.
    package func run(
        _ plan: BatchPlan, waiting: @escaping Waiting, tell: (BatchOutcome) -> Void
    ) async -> (outcomes: [BatchOutcome], errors: [any Error]) {
        let entries = plan.entries
        var outcomes = [BatchOutcome?](repeating: nil, count: entries.count)
        var errors: [any Error] = []
        var halt: (any Error)?
        func end(_ index: Int, _ outcome: BatchOutcome) {
            outcomes[index] = outcome
            tell(outcome)
        }
        await withTaskGroup(of: Ended.self) { group in
            var (next, running) = (0, 0)
            var (completed, isDelivering): ([(Int, JobTicket, ProviderJob)], Bool) = ([], false)
            func startMore() {
                while running < concurrency, next < entries.count {
                    let (index, entry) = (next, entries[next])
                    next += 1
                    if let known = entry.known, !known.clips.isEmpty {
                        end(index, BatchOutcome(entry, state: .alreadyStored))
                    } else if let halt, entry.isToBeSent || !Self.onlyStopsSubmits(halt) {
                        let state: BatchOutcome.State =
                            entry.known == nil ? .notSubmitted : entry.isToBeSent ? .unanswered : .submitted
                        end(index, BatchOutcome(entry, state: state, error: halt))
                    } else {
                        running += 1
                        group.addTask { await job(index, entry, waiting) }
                    }
                }
                if !isDelivering, let delivery, !completed.isEmpty {
                    let (index, ticket, job) = completed.removeFirst()
                    isDelivering = true
                    group.addTask {
                        .delivery(index, ticket, await result { try await delivery.deliver(job, ticket, at: index) })
                    }
                }
            }
            startMore()
            for await ended in group {
                switch ended {
                case .job(let index, let ticket, .success(let job)):
                    running -= 1
                    if let ticket, let job {
                        completed.append((index, ticket, job))
                    } else {
                        end(index, BatchOutcome(entries[index], ticket, state: .submitted))
                    }
                case .job(let index, let ticket, .failure(let error)):
                    running -= 1
                    errors.append(error)
                    let concernsAll = (error as? any ProviderFailure)?.concernsTheAccount ?? (error is StopFlag.Stopped)
                    if concernsAll || Self.onlyStopsSubmits(error) { halt = halt ?? error }
                    let onRecord = (try? desk.ledger.ticket(entries[index].key)) ?? ticket
                    let state: BatchOutcome.State =
                        onRecord == nil
                        ? .notSubmitted
                        : onRecord?.jobId == nil && Self.onlyStopsSubmits(error)
                            ? .unanswered : leavesTheJob(error) ? .submitted : .failed
                    end(index, BatchOutcome(entries[index], onRecord, state: state, error: error))
                case .delivery(let index, let ticket, let result):
                    isDelivering = false
                    let onRecord = (try? desk.ledger.ticket(ticket.key)) ?? ticket
                    switch result {
                    case .success(let clips):
                        var outcome = BatchOutcome(entries[index], onRecord, state: .stored)
                        outcome.verdict = clips.map(\.sidecar.verdict).max { $0.rank < $1.rank }
                        end(index, outcome)
                    case .failure(let error):
                        errors.append(error)
                        if error is StopFlag.Stopped { halt = halt ?? error }
                        end(index, BatchOutcome(entries[index], onRecord, state: .failed, error: error))
                    }
                }
                startMore()
            }
        }
        return (outcomes.compactMap { $0 }, errors)
    }

    /// Whether an error keeps further requests from being sent, and jobs that were submitted are worth waiting for.
    private static func onlyStopsSubmits(_ error: any Error) -> Bool {
        (error as? GenerationError)?.stopsSubmits ?? false
    }

    /// Whether the job goes on, and only the waiting ended.
    private func leavesTheJob(_ error: any Error) -> Bool {
        if case GenerationError.timeLimit = error { return true }
        return error is StopFlag.Stopped
    }

    /// The ticket of a line: that on record, at the price that was shown for it now, else a new one.
    private func ticket(_ entry: BatchPlan.Entry) -> JobTicket {
        let price = pricing.price(of: entry.request)
        if let known = entry.known { return known.quoted(price) }
        var ticket = desk.newTicket(key: entry.key, entry.request.json, price, batch: "\(file):\(entry.line)")
        (ticket.group, ticket.variant) = label
        return ticket
    }

    /// Submits a line where it was not, and waits for its job where somebody does.
    private func job(_ index: Int, _ entry: BatchPlan.Entry, _ waiting: @escaping Waiting) async -> Ended {
        var ticket = entry.known
        let ended = await result { () async throws -> (JobTicket, ProviderJob?) in
            let submitted = try await desk.submit(self.ticket(entry))
            guard let id = submitted.jobId, delivery != nil else { return (submitted, nil) }
            return (submitted, try await desk.wait(for: id, submitted, poll) { waiting(index, id, $0, $1) })
        }
        if case .success(let (submitted, _)) = ended { ticket = submitted }
        return .job(index, ticket, ended.map(\.1))
    }
}

/// What `body` gives or throws.
private func result<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
) async -> Swift.Result<Value, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
}

extension Sidecar.Verdict {
    /// The worse, the higher.
    fileprivate var rank: Int {
        switch self {
        case .pass: 0
        case .warn: 1
        case .fail: 2
        }
    }
}
