package import Apiframe
package import Library

/// What a request is going to cost, in credits.
package struct RequestPrice: Sendable, Equatable {
    /// By the price list; `nil` where it has no price.
    package let listed: Int?
    /// What is shown and held against limits: more than the list says where comparable jobs were charged more of late.
    package let quoted: Int?
    package let tariff: Tariff?

    /// A request that no price is known of.
    package static let unknown = RequestPrice(listed: nil, quoted: nil, tariff: nil)

    init(listed: Int?, quoted: Int?, tariff: Tariff?) {
        (self.listed, self.quoted, self.tariff) = (listed, quoted, tariff)
    }
}

/// A price list, and what comparable jobs were charged of late at one provider.
package struct Pricing: Sendable {
    package let list: PriceList
    private let charges: RecentCharges
    private let provider, server: String

    /// - Parameter charges: none where nobody knows what jobs were charged.
    package init(_ list: PriceList, _ charges: RecentCharges? = nil, provider: String = "", server: String = "") {
        self.list = list
        self.charges = charges ?? RecentCharges([], at: .now())
        (self.provider, self.server) = (provider, server)
    }

    package func price(of request: GenerationRequest) -> RequestPrice {
        guard let (listed, tariff) = list.price(of: request) else { return .unknown }
        let charged = charges.credits(for: tariff, provider: provider, server: server) ?? 0
        return RequestPrice(listed: listed, quoted: max(listed, charged), tariff: tariff)
    }
}
