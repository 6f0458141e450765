internal import Foundation
package import Library

/// What jobs of each tariff were really charged a second, by the records of the last day.
package struct RecentCharges: Sendable {
    private struct Kind: Hashable { let provider, server, tariff: String }
    private struct Seller: Hashable { let provider, server: String }
    private let dearest: [Kind: JobCost]
    /// The job of each provider that was charged the most beyond its quote, as a ratio.
    private let steepest: [Seller: JobCost]
    private let known: Set<Kind>
    private let recent: Set<String>

    /// A price that was seen a day ago may be another today.
    private static let memory: TimeInterval = 86_400

    package init(_ records: [JobCost], at now: SendTime) {
        var (dearest, known, recent): ([Kind: JobCost], Set<Kind>, Set<String>) = ([:], [], [])
        var steepest: [Seller: JobCost] = [:]
        for record in records where now.since(record.sent) < Self.memory {
            recent.insert(record.key)
            let seller = Seller(provider: record.provider, server: record.server)
            if record.isAboveQuote, record.quoted > 0, steepest[seller].map(record.isSteeper(than:)) ?? true {
                steepest[seller] = record
            }
            guard let kind = Self.kind(record) else { continue }
            // One that was completed without a word on its price says as much as this provider will say.
            if record.charged != nil || record.ending == .completed { known.insert(kind) }
            guard let rate = record.rate, rate > dearest[kind]?.rate ?? 0 else { continue }
            dearest[kind] = record
        }
        (self.dearest, self.known, self.recent, self.steepest) = (dearest, known, recent, steepest)
    }

    /// What a record counts while its charge is not known, and what a new request is going to cost: as it was quoted, or
    /// as the dearest comparable job was charged. Where no charge has shown what its tariff costs, the provider's other
    /// tariffs tell by how much its price list may be wrong.
    func price(of cost: JobCost) -> Int {
        if let tariff = cost.tariff, let rate = dearest(tariff, like: cost)?.rate {
            return max(cost.quoted, Self.credits(rate, tariff))
        }
        let seller = Seller(provider: cost.provider, server: cost.server)
        guard !isKnown(cost), let steepest = steepest[seller], let charged = steepest.charged else {
            return cost.quoted
        }
        let (product, overflow) = cost.quoted.multipliedReportingOverflow(by: charged)
        guard !overflow else { return JobTicket.mostCredits }
        let (credits, rest) = product.quotientAndRemainder(dividingBy: steepest.quoted)
        return min(credits + (rest == 0 ? 0 : 1), JobTicket.mostCredits)
    }

    /// What a tariff costs by the dearest comparable job; `nil` where there was none.
    package func credits(for tariff: Tariff, provider: String, server: String) -> Int? {
        dearest[Kind(provider: provider, server: server, tariff: tariff.name)]?.rate.map { Self.credits($0, tariff) }
    }

    func dearest(_ tariff: Tariff, like cost: JobCost) -> JobCost? { Self.kind(cost).flatMap { dearest[$0] } }

    /// Whether a charge has shown what jobs of this tariff cost.
    func isKnown(_ cost: JobCost) -> Bool { Self.kind(cost).map { known.contains($0) } ?? true }

    func isRecent(_ cost: JobCost) -> Bool { recent.contains(cost.key) }

    private static func kind(_ cost: JobCost) -> Kind? {
        cost.tariff.map { Kind(provider: cost.provider, server: cost.server, tariff: $0.name) }
    }

    private static func credits(_ rate: Int, _ tariff: Tariff) -> Int {
        let (credits, overflow) = rate.multipliedReportingOverflow(by: tariff.seconds)
        return overflow ? JobTicket.mostCredits : min(credits, JobTicket.mostCredits)
    }
}

extension JobCost {
    /// What a second was charged, rounded up; `nil` where that is not known.
    fileprivate var rate: Int? {
        guard let charged, let tariff else { return nil }
        return charged / tariff.seconds + (charged % tariff.seconds == 0 ? 0 : 1)
    }

    /// Whether it was charged more beyond its quote than `other`, in proportion. Both were charged, and quoted above 0.
    fileprivate func isSteeper(than other: JobCost) -> Bool {
        (charged ?? 0).multipliedFullWidth(by: other.quoted) > (other.charged ?? 0).multipliedFullWidth(by: quoted)
    }

    /// Whether it was charged more than was shown before it was sent.
    package var isAboveQuote: Bool { charged.map { $0 > quoted && (quoted > 0 || tariff != nil) } ?? false }
}

/// What records add up to. Each counts at most a hundred million, so that no ledger that fits a disk makes it overflow.
package struct CostSum: Sendable, Equatable {
    /// Credits that were charged.
    package private(set) var charged = 0
    /// What is not charged yet, at its expected price.
    package private(set) var inFlight = 0
    /// What of ``inFlight`` was sent and never answered.
    package private(set) var unanswered = 0
    package var total: Int { charged + inFlight }

    init(_ records: [JobCost], _ charges: RecentCharges) {
        for record in records {
            if let credits = record.charged {
                charged += credits
            } else {
                let price = charges.price(of: record)
                inFlight += price
                if record.jobId == nil { unanswered += price }
            }
        }
    }
}
