extension Sidecar {
    /// How long each step took, in seconds by the step's name.
    package struct Timings: Sendable, Equatable {
        private var seconds: [String: Double] = [:]

        /// No step yet.
        package init() {}

        /// The seconds of `step`. A length that is negative or not finite is not kept.
        package subscript(step: String) -> Double? {
            get { seconds[step] }
            set { seconds[step] = newValue.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
        }

        /// The names of the steps, sorted.
        package var steps: [String] { seconds.keys.sorted() }
    }
}

extension Sidecar.Timings: ExpressibleByDictionaryLiteral {
    /// Steps and their seconds; of a step named twice, the last counts.
    package init(dictionaryLiteral elements: (String, Double)...) {
        for (step, length) in elements { self[step] = length }
    }
}

extension Sidecar.Timings: Codable {
    /// Reads an object of numbers.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        for (step, length) in try container.decode([String: Double].self) { self[step] = length }
    }

    /// Writes an object of numbers.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}
