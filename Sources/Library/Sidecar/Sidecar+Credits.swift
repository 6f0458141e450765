extension Sidecar {
    /// The price of a clip in the service's credits.
    package struct Credits: Codable, Sendable, Equatable {
        /// By the price list, before the job; `nil` where the list says nothing.
        @Measured package var expected: Double?
        /// By the service, after the job; `nil` where it did not say.
        @Measured package var charged: Double?

        /// What was expected and what was charged.
        package init(expected: Double? = nil, charged: Double? = nil) {
            self.expected = expected
            self.charged = charged
        }
    }
}
