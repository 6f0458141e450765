internal import Foundation
package import Library
internal import Synchronization

/// What a run may spend, and the question that is asked before each submit: may this request be sent?
///
/// **The invariant.** What is charged, plus what is in flight at its expected price, never passes a limit: neither
/// `--max-credits`, over the jobs that this run sends, nor a ``Budget``, over all jobs of the library.
///
/// **The reservation** is the submission record itself, `jobs/KEY.json`. ``JobDesk`` holds the ledger's one lock while it
/// reads all records, asks ``admit(_:among:at:isHeld:)``, and writes the new record, which counts from then on; only then
/// is the request sent, outside the lock. So of two processes that ask at once, the second sees what the first booked. A
/// death before the write has booked and sent nothing; a death after it leaves the record, booked, whether or not the
/// request was taken: the sum is right or too high, never too low. A record goes only when its request certainly was not
/// taken; one that is forgotten by `dailies job forget` stays in the sum.
///
/// **What a record counts**: what was charged, where the provider has told. Until then the higher of what it was quoted and
/// what comparable jobs were charged, also for a request that was never answered, and for a job that failed without a word
/// on its price.
///
/// **Prices that differ from the list** show only when a job is charged, so three rules bound the difference. Under a limit,
/// one job at a time is in flight whose ``Tariff`` no charge has confirmed, and the next such waits for its charge: a limit is
/// passed by no more than what one job costs beyond its quote. A job that is charged above its quote ends the submits of
/// its run. And a request whose price has risen above what its user was shown, by the charge of a comparable job in any
/// run, is not sent. The next run quotes what was charged, so its user sees the new price first.
///
/// **Periods** are days and months in UTC, by when a record was sent last. A record from the future counts, and one that
/// was sent since the machine started is dated by the clock that cannot be set: no step of the wall clock hides a booking.
package final class Spending: Sendable {
    /// The most credits that the jobs of this run may cost; `nil` for any number.
    package let maxCredits: Int?
    package let budget: Budget
    /// How often a job is asked for while others wait for its charge, and for how long they wait.
    let poll: PollPolicy
    /// Is told, once for each job, that others wait for its charge.
    let tell: @Sendable (_ job: String) -> Void

    private struct State {
        /// The keys of what this run has sent.
        var sent: Set<String> = []
        /// When jobs were asked for by those who wait.
        var asked: [String: ContinuousClock.Instant] = [:]
        /// Jobs of which the provider knows nothing: nobody waits for their charge.
        var unknown: Set<String> = []
    }
    private let state = Mutex(State())

    package init(
        maxCredits: Int? = nil, budget: Budget = .none, poll: PollPolicy = PollPolicy(),
        tell: @escaping @Sendable (_ job: String) -> Void = { _ in }
    ) {
        self.maxCredits = maxCredits
        self.budget = budget
        self.poll = poll
        self.tell = tell
    }

    /// "--max-credits 500", "--max-credits 500 and the budget", "the budget".
    var limitWords: String {
        [maxCredits.map { "--max-credits \($0)" }, budget.isEmpty ? nil : "the budget"].compactMap { $0 }
            .joined(separator: " and ")
    }

    package var isLimited: Bool { maxCredits != nil || !budget.isEmpty }

    enum Admission: Equatable {
        case granted
        /// The charge of this job has to be known first.
        case awaiting(JobCost)
    }

    /// Whether a request may be sent, beside all `records` of its library, its own included where it was sent before.
    /// Throws ``GenerationError`` where it may not.
    ///
    /// - Parameter isHeld: whether a request without an answer is being sent at this moment.
    func admit(
        _ asked: JobCost, among records: [JobCost], at now: SendTime, isHeld: (JobCost) throws -> Bool
    ) throws -> Admission {
        let (sent, unknown) = state.withLock { ($0.sent, $0.unknown) }
        let others = records.filter { $0.key != asked.key || $0.isForgotten }
        let run = others.filter { sent.contains($0.key) && !$0.isForgotten }
        if let over = run.first(where: \.isAboveQuote) { throw GenerationError(chargedAboveQuote: over) }
        let charges = RecentCharges(others, at: now)
        let price = charges.price(of: asked)
        if price > asked.quoted, let tariff = asked.tariff, let dearest = charges.dearest(tariff, like: asked) {
            throw GenerationError.priceHasRisen(
                job: dearest.jobId ?? dearest.key, charged: dearest.charged ?? 0, quoted: asked.quoted, now: price)
        }
        guard isLimited else { return .granted }
        try require(run, charges, price)
        if let awaited = try requireBudget(others, charges, asked, price, now) { return .awaiting(awaited) }
        if charges.isKnown(asked) { return .granted }
        let pending = (budget.isEmpty ? run : others).filter {
            $0.isInFlight && !charges.isKnown($0) && !unknown.contains($0.key) && charges.isRecent($0)
        }
        let awaited = try pending.first { $0.jobId != nil } ?? pending.first { try isHeld($0) }
        return awaited.map(Admission.awaiting) ?? .granted
    }

    /// Holds a price against what is left of `--max-credits`.
    private func require(_ run: [JobCost], _ charges: RecentCharges, _ price: Int) throws(GenerationError) {
        guard let maxCredits else { return }
        let sum = CostSum(run, charges)
        guard sum.total + price > maxCredits else { return }
        throw .overLimit(sum, asked: price, most: maxCredits)
    }

    /// Holds a price against what is left of each limit of the budget. Gives a job whose price has to be known first.
    private func requireBudget(
        _ records: [JobCost], _ charges: RecentCharges, _ asked: JobCost, _ price: Int, _ now: SendTime
    ) throws(GenerationError) -> JobCost? {
        let unknown = state.withLock { $0.unknown }
        var awaited: JobCost?
        for limit in budget.limits {
            let bounds = limit.period.bounds(at: now.wall)
            let booked: [JobCost]
            if case .group(let name) = limit.period {
                guard asked.group == name else { continue }
                booked = records.filter { $0.group == name }
            } else if let bounds {
                // Without an upper end: what was booked under a clock that was ahead counts.
                booked = records.filter { now.latest($0.sent) >= bounds.lowerBound }
            } else {
                booked = records
            }
            let sum = CostSum(booked, charges)
            guard sum.total + price <= limit.credits else {
                throw .overBudget(sum, asked: price, limit: limit, frees: bounds?.upperBound)
            }
            // What was sent without a limit may be of a model that no price is known of.
            for record in booked where !record.isPriced && !record.isForgotten {
                guard record.isInFlight, record.jobId != nil, !unknown.contains(record.key) else {
                    throw .bookedWithoutPrice(name: record.jobId ?? record.key, limit: limit)
                }
                awaited = awaited ?? record
            }
        }
        return awaited
    }

    /// Remembers that this run sends a request.
    func book(_ key: String) { state.withLock { _ = $0.sent.insert(key) } }

    /// Those of `records` that this run sent.
    package func ofThisRun(_ records: [JobCost]) -> [JobCost] {
        let sent = state.withLock { $0.sent }
        return records.filter { sent.contains($0.key) && !$0.isForgotten }
    }

    /// Whether nobody has asked for a job of late, so that whoever waits should. Tells of the job the first time.
    func isToBeAsked(_ job: String) -> Bool {
        let (isFirst, isDue) = state.withLock { state in
            let last = state.asked[job]
            let isDue = last.map { ContinuousClock.now - $0 >= poll.interval } ?? true
            if isDue { state.asked[job] = .now }
            return (last == nil, isDue)
        }
        if isFirst { tell(job) }
        return isDue
    }

    /// Waits for the charge of this request no longer.
    func give(up key: String) { state.withLock { _ = $0.unknown.insert(key) } }
}
