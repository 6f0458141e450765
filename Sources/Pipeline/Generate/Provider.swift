package import JSON

/// A service that generates clips, as far as the rest of the program knows it.
///
/// A new one is a module beside `Apiframe` and a conformance beside this file.
package protocol Provider: Sendable {
    /// What sidecars and tickets call it: "apiframe". Also names its list of prices under presets/pricing.
    var name: String { get }
    /// Its address: a job is known nowhere else.
    var server: String { get }
    /// How long it remembers an idempotency key. A repeat after that may be billed again.
    var keyLife: Duration { get }

    /// Submits a body. The same key within ``keyLife`` gives the same job.
    func submit(_ body: JSONValue, key: String) async throws -> ProviderJob
    /// A job as it is now.
    func job(_ id: String) async throws -> ProviderJob
    /// A page of the jobs that completed, newest first, and what leads to the next page.
    func completedJobs(after cursor: String?) async throws -> (jobs: [ProviderJob], next: String?)
}

/// What a provider's errors tell, whatever else they say.
package protocol ProviderFailure: Error {
    /// Whether it is certain that nothing was bought.
    var isWithoutEffect: Bool { get }
    /// Whether asking again later can help.
    var isPassing: Bool { get }
    /// Whether every other request would be refused for the same reason: no credits, no valid key.
    var concernsTheAccount: Bool { get }
}
