/// What a job is priced by: jobs of one name cost the same a second.
package struct Tariff: Codable, Sendable, Hashable {
    /// Eleven days: no clip is as long.
    package static let mostSeconds = 1_000_000

    /// "kling-3.0 pro sound".
    package let name: String
    /// The seconds that are paid for, from 1.
    package let seconds: Int

    package init(name: String, seconds: Int) {
        self.name = name
        self.seconds = seconds
    }
}
