internal import Foundation
internal import JSON
internal import Library
@testable internal import Pipeline
internal import Support
internal import Testing

/// Whether requests may be sent, by what is on record.
struct SpendingTests {
    private static let noon = Date(timeIntervalSince1970: 1_800_014_400)
    private let now = SendTime(wall: Self.noon, boot: BootInstant(boot: "this", seconds: 500_000))

    /// A record of a job that was quoted 129 credits for 3 s.
    private func cost(
        _ key: String, hoursAgo: Double = 1, charged: Int? = nil, job: String? = "job", ending: JobTicket.Ending? = nil,
        quoted: Int = 129, tariff: String? = "kling-3.0 standard sound", group: String? = nil
    ) -> JobCost {
        var ticket = JobTicket(
            key: key, provider: "pretend", server: "s", request: .object([:]), expectedCredits: quoted,
            sentAt: Self.noon.addingTimeInterval(-hoursAgo * 3600))
        ticket.tariff = tariff.map { Tariff(name: $0, seconds: 3) }
        (ticket.chargedCredits, ticket.ending, ticket.group) = (charged, ending, group)
        ticket.jobId = job.map { "\($0)-\(key)" }
        return JobCost(ticket)
    }

    private func admit(
        _ asked: JobCost, _ spending: Spending, _ records: JobCost..., at time: SendTime? = nil, isHeld: Bool = false
    ) throws -> Spending.Admission {
        try spending.admit(asked, among: records, at: time ?? now, isHeld: { _ in isHeld })
    }

    private func budget(_ texts: String...) throws -> Spending { Spending(budget: try Budget(reading: texts)) }

    @Test func whatIsChargedAndWhatIsInFlightIsHeldAgainstTheDay() throws {
        let charged = cost("a", charged: 100, ending: .completed)
        let (flying, asked) = (cost("b"), cost("c", job: nil))
        #expect(try admit(asked, budget("day=358"), charged, flying) == .granted)
        let error = #expect(throws: GenerationError.self) { try admit(asked, budget("day=357"), charged, flying) }
        #expect(
            "\(error!)"
                == "129 credits more would pass the budget of 357 credits a day: 100 are charged and 129 in flight; "
                + "it was not sent; there is more again from 2027-01-16T00:00:00Z")
    }

    @Test func onlyTheDayTheMonthAndTheGroupCount() throws {
        let yesterday = cost("a", hoursAgo: 24, charged: 129)
        let lastMonth = cost("b", hoursAgo: 24 * 40, charged: 129, group: "winter")
        #expect(try admit(cost("c"), budget("day=129"), yesterday, lastMonth) == .granted)
        #expect(throws: GenerationError.self) { try admit(cost("c"), budget("month=257"), yesterday, lastMonth) }
        #expect(try admit(cost("c"), budget("month=258"), yesterday, lastMonth) == .granted)
        #expect(try admit(cost("c"), budget("group:winter=128"), yesterday, lastMonth) == .granted, "of no group")
        #expect(throws: GenerationError.self) {
            try admit(cost("c", group: "winter"), budget("group:winter=257"), yesterday, lastMonth)
        }
    }

    @Test func whatIsForgottenFailedOrUnansweredStillCounts() throws {
        let ticket = JobTicket(
            key: "a", provider: "pretend", server: "s", request: .object([:]), expectedCredits: 129, sentAt: Self.noon)
        let forgotten = JobCost(ticket, isForgotten: true)
        let (failed, unanswered) = (cost("b", ending: .failed), cost("c", job: nil))
        let error = #expect(throws: GenerationError.self) {
            try admit(cost("d"), budget("day=515"), forgotten, failed, unanswered)
        }
        #expect("\(error!)".contains("0 are charged and 387 in flight, 258 of them unanswered"), "\(error!)")
        #expect(try admit(cost("d"), budget("day=516"), forgotten, failed, unanswered) == .granted)
        let refunded = cost("b", charged: 0, ending: .failed)
        #expect(try admit(cost("d"), budget("day=387"), forgotten, refunded, unanswered) == .granted)
    }

    @Test func aRepeatIsCountedOnce() throws {
        #expect(try admit(cost("a"), budget("day=129"), cost("a", job: nil)) == .granted)
    }

    @Test func noStepOfTheWallClockHidesABooking() throws {
        let sent = cost("a", hoursAgo: 0, charged: 129)
        var ticket = JobTicket(
            key: "b", provider: "pretend", server: "s", request: .object([:]), expectedCredits: 129, sentAt: Self.noon)
        (ticket.tariff, ticket.chargedCredits) = (Tariff(name: "kling-3.0 standard sound", seconds: 3), 129)
        ticket.sentBoot = BootInstant(boot: "this", seconds: 499_990)
        let dated = JobCost(ticket)
        // A day ahead, ten seconds later by the clock that cannot be set.
        let ahead = SendTime(wall: Self.noon.addingTimeInterval(86_400), boot: now.boot)
        #expect(throws: GenerationError.self) { try admit(cost("c"), budget("day=257"), dated, at: ahead) }
        // A month back: the record is from the future.
        let back = SendTime(wall: Self.noon.addingTimeInterval(-40 * 86_400), boot: nil)
        #expect(throws: GenerationError.self) { try admit(cost("c"), budget("day=257", "month=257"), sent, at: back) }
    }

    @Test func aTariffThatNobodyKnowsIsAsMuchAboveTheListAsTheOthers() throws {
        let dear = cost("a", charged: 194, ending: .completed)
        let pro = cost("b", quoted: 174, tariff: "kling-3.0 pro sound")
        // 174 x 194 / 129 is 261.7.
        #expect(try admit(pro, budget("day=456"), dear) == .granted)
        let error = #expect(throws: GenerationError.self) { try admit(pro, budget("day=455"), dear) }
        #expect("\(error!)".hasPrefix("262 credits more would pass the budget"), "\(error!)")
        let known = cost("c", charged: 0, tariff: "kling-3.0 pro sound")
        #expect(try admit(pro, budget("day=368"), dear, known) == .granted)
        #expect(try admit(pro, budget("day=368"), cost("a", hoursAgo: 30, charged: 194)) == .granted, "of another day")
        #expect(try admit(pro, budget("day=303"), cost("a", charged: 129)) == .granted, "as listed")
    }

    @Test func underALimitOneOfUnconfirmedPriceIsInFlight() throws {
        let spending = try budget("day=5000")
        let first = cost("a")
        #expect(try admit(cost("b"), spending, first) == .awaiting(first))
        let (pro, known) = (cost("b", tariff: "kling-3.0 pro"), cost("c", charged: 120, tariff: "kling-3.0 pro"))
        #expect(try admit(pro, spending, first) == .awaiting(first), "two that nobody knows are one too many")
        #expect(try admit(pro, spending, first, known) == .granted, "its own price is known")
        #expect(try admit(cost("b"), spending, first, cost("c", charged: 120)) == .granted, "the charge is known")
        #expect(try admit(cost("b"), spending, cost("c", ending: .completed)) == .granted, "and will not be told")
        #expect(try admit(cost("b"), spending, cost("c", ending: .failed)) == .granted)
        let sending = cost("a", job: nil)
        #expect(try admit(cost("b"), spending, sending, isHeld: true) == .awaiting(sending), "it is being sent")
        #expect(try admit(cost("b"), spending, sending, isHeld: false) == .granted, "its sender is dead")
        #expect(try admit(cost("b"), Spending(), first) == .granted, "without a limit nobody waits")
        // A limit of a run concerns that run.
        let run = Spending(maxCredits: 5000)
        #expect(try admit(cost("b"), run, first) == .granted)
        run.book("a")
        #expect(try admit(cost("b"), run, first) == .awaiting(first))
    }

    @Test func aChargeAboveItsQuoteEndsTheSubmitsOfItsRun() throws {
        let run = Spending()
        run.book("a")
        let over = cost("a", charged: 130, ending: .completed)
        #expect(throws: GenerationError.chargedAboveQuote(job: "job-a", quoted: 129, charged: 130)) {
            try admit(cost("b", tariff: "kling-3.0 pro"), run, over)
        }
        #expect(try admit(cost("b", tariff: "kling-3.0 pro"), Spending(), over) == .granted, "another run")
        #expect(
            throws: GenerationError.priceHasRisen(job: "job-a", charged: 130, quoted: 129, now: 132),
            "44 credits a second that has begun"
        ) { try admit(cost("b"), Spending(), over) }
        #expect(try admit(cost("b", quoted: 132), Spending(), over) == .granted, "it was shown")
    }

    @Test func whatIsInFlightCountsAsComparableJobsWereCharged() throws {
        let run = Spending(maxCredits: 1000)
        for key in ["a", "b"] { run.book(key) }
        let (dear, flying) = (cost("a", charged: 258, ending: .completed, quoted: 258), cost("b"))
        #expect(try admit(cost("c", quoted: 258), run, dear, flying) == .granted)
        let tight = Spending(maxCredits: 773)
        for key in ["a", "b"] { tight.book(key) }
        #expect(throws: GenerationError.self) { try admit(cost("c", quoted: 258), tight, dear, flying) }
    }

    @Test func whatHasNoPriceIsWaitedForOrNamed() throws {
        let unpriced = cost("a", quoted: 0, tariff: nil)
        #expect(try admit(cost("b"), budget("day=5000"), unpriced) == .awaiting(unpriced))
        #expect(throws: GenerationError.self) {
            try admit(cost("b"), budget("day=5000"), cost("a", ending: .failed, quoted: 0, tariff: nil))
        }
        #expect(try admit(cost("b"), Spending(maxCredits: 5000), unpriced) == .granted)
    }

    /// Requests of two runs come in any order, and answers, deaths and charges between them.
    @Test(arguments: 0..<20) func noOrderOfEventsPassesALimit(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        let limit = Int.random(in: 129...3000, using: &chance)
        let runs = try [budget("day=\(limit)"), budget("day=\(limit)")]
        var records: [String: JobCost] = [:]
        for step in 0..<200 {
            let key = "k\(Int.random(in: 0..<40, using: &chance))"
            if let known = records[key], known.charged == nil, Bool.random(using: &chance) {
                // At most what was quoted: what exceeds a quote is known too late for any client.
                records[key] = cost(key, charged: Int.random(in: 0...known.quoted, using: &chance), ending: .completed)
            } else if records[key]?.charged == nil {
                let asked = cost(key, job: Bool.random(using: &chance) ? "job" : nil)
                let spending = runs[step % 2]
                if (try? spending.admit(asked, among: Array(records.values), at: now, isHeld: { _ in false }))
                    == .granted
                {
                    records[key] = asked
                    spending.book(key)
                }
            }
            let sum = CostSum(Array(records.values), RecentCharges(Array(records.values), at: now))
            #expect(sum.total <= limit, "seed \(seed), step \(step)")
        }
    }
}
