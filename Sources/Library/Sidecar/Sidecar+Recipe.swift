extension Sidecar {
    /// What was asked for. The same clip with an equal recipe is done already.
    package struct Recipe: Codable, Sendable, Equatable {
        /// The name of the pipeline preset.
        package var pipeline: String
        /// The names of the proxy presets, in order.
        package var proxies: [String]
        /// The name of the spec that the clip was judged by; `nil` where it was not.
        @Nullable package var spec: String?
        /// A digest of every other option that changes the outcome.
        package var optionsDigest: String

        /// What was asked for.
        package init(pipeline: String, proxies: [String], spec: String?, optionsDigest: String) {
            self.pipeline = pipeline
            self.proxies = proxies
            self.spec = spec
            self.optionsDigest = optionsDigest
        }
    }
}
