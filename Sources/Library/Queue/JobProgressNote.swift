/// How far a running job is.
package struct JobProgressNote: Sendable, Equatable, Codable {
    /// The step that it is at: "fetch", "analyse".
    package let step: String
    /// How much of the step is done, from 0 to 1; `nil` where nobody knows.
    package let fraction: Double?

    package init(step: String, fraction: Double?) {
        self.step = step
        self.fraction = fraction.map { min(max($0, 0), 1) }
    }
}
