/// How making files of a clip went.
package struct OutputFacts: Sendable, Equatable, Codable {
    /// How many were to be made.
    package var wanted: Int
    /// Those that could not be made, each with why: "proxies/proxy-720p.mp4: …".
    package var failures: [String]
    /// What those that were made lack because the source is damaged, a sentence for each.
    package var losses: [String]

    package init(wanted: Int, failures: [String] = [], losses: [String] = []) {
        self.wanted = wanted
        self.failures = failures
        self.losses = losses
    }
}
