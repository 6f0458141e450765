/// What a record says about money.
package struct JobCost: Sendable, Equatable {
    package let key: String
    package let jobId: String?
    package let provider, server: String
    package let group: String?
    package let tariff: Tariff?
    /// What was shown and booked before it was sent, in credits; 0 where no price was known.
    package let quoted: Int
    /// What it cost; `nil` while nobody has said.
    package let charged: Int?
    package let ending: JobTicket.Ending?
    /// When it was sent, the last time.
    package let sent: SendTime
    /// Whether it was struck off the record. What it bought stays bought.
    package let isForgotten: Bool

    package init(_ ticket: JobTicket, isForgotten: Bool = false) {
        (key, jobId, provider, server) = (ticket.key, ticket.jobId, ticket.provider, ticket.server)
        (group, tariff, ending) = (ticket.group, ticket.tariff, ticket.ending)
        quoted = max(ticket.quotedCredits ?? 0, ticket.expectedCredits ?? 0)
        charged = ticket.chargedCredits
        sent = ticket.resent ?? ticket.sent
        self.isForgotten = isForgotten
    }

    /// Whether it may still be at work.
    package var isInFlight: Bool { charged == nil && ending == nil && !isForgotten }

    /// Whether it is known what it cost, or was to cost.
    package var isPriced: Bool { charged != nil || tariff != nil || quoted > 0 }
}
