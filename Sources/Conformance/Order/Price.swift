/// What a clip has to cost.
package struct Price: Sendable, Equatable {
    /// In the service's credits.
    package let credits: Int
    /// One credit in US cents.
    package let creditCents: Int

    package init(credits: Int, creditCents: Int) {
        self.credits = credits
        self.creditCents = creditCents
    }
}
