package import Apiframe

/// What requests are going to cost, as far as it is known.
package struct Quote: Sendable, Equatable {
    /// The sum of the prices that are known.
    package private(set) var credits = 0
    /// How many requests have no known price.
    package private(set) var unknown = 0
    /// One credit in US cents.
    package let creditCents: Int

    package init(_ requests: [GenerationRequest], prices: PriceList) { self.init(requests, Pricing(prices)) }

    package init(_ requests: [GenerationRequest], _ pricing: Pricing) {
        creditCents = pricing.list.creditCents
        for request in requests {
            guard let price = pricing.price(of: request).quoted else {
                unknown += 1
                continue
            }
            let (sum, overflow) = credits.addingReportingOverflow(price)
            credits = overflow ? Int.max : sum
        }
    }

    /// Throws when the price is above `most`, or cannot be held against it.
    package func require(atMost most: Int, of requests: [GenerationRequest]) throws(GenerationError) {
        guard unknown == 0 else {
            throw .priceUnknown(model: requests.first?.model ?? "?", limit: "--max-credits \(most)")
        }
        guard credits <= most else { throw .tooExpensive(self, most: most) }
    }
}

extension Quote: CustomStringConvertible {
    /// "290 credits ($2.90)", "at least 290 credits ($2.90), and 2 of unknown price", "an unknown price".
    package var description: String {
        if unknown > 0, credits == 0 { return unknown == 1 ? "an unknown price" : "unknown prices" }
        let (cents, overflow) = credits.multipliedReportingOverflow(by: creditCents)
        let fraction = cents % 100
        let dollars = overflow ? "" : " ($\(cents / 100).\(fraction < 10 ? "0" : "")\(fraction))"
        let known = "\(credits) credits\(dollars)"
        return unknown == 0 ? known : "at least \(known), and \(unknown) of unknown price"
    }
}
