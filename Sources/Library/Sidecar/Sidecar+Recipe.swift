extension Sidecar {
    /// What was asked for. The same clip with an equal recipe is done already.
    package struct Recipe: Codable, Sendable, Equatable {
        /// The name of the pipeline preset.
        package var pipeline: String
        /// The names of the proxy presets, in order.
        package var proxies: [String]
        /// The name of the spec that the clip was judged by; `nil` where it was not.
        @Nullable package var spec: String?
        /// The SHA-256 of the presets' own texts: a preset that changed is another recipe.
        package var presetsDigest: SHA256Hex
        /// The SHA-256 of the request that the clip was judged against; `nil` where there was none.
        @Nullable package var requestDigest: SHA256Hex?

        /// What was asked for.
        package init(
            pipeline: String, proxies: [String], spec: String?, presetsDigest: SHA256Hex,
            requestDigest: SHA256Hex? = nil
        ) {
            self.pipeline = pipeline
            self.proxies = proxies
            self.spec = spec
            self.presetsDigest = presetsDigest
            self.requestDigest = requestDigest
        }
    }
}
