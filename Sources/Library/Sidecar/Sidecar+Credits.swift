extension Sidecar {
    /// The price of a clip in the service's credits.
    package struct Credits: Codable, Sendable, Equatable {
        /// By the price list, before the job; `nil` where the list says nothing.
        @Nullable package var expected: Int?
        /// By the service, after the job; `nil` where it did not say.
        @Nullable package var charged: Int?

        /// What was expected and what was charged.
        package init(expected: Int? = nil, charged: Int? = nil) {
            self.expected = expected
            self.charged = charged
        }
    }
}
