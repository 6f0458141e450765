/// Something that was ordered, and who ordered it.
package struct Expectation<Value: Sendable & Equatable>: Sendable, Equatable {
    /// What was ordered.
    package let value: Value
    /// Who ordered it; named in the message of a check that finds otherwise.
    package let origin: Origin

    /// `value`, as ordered by `origin`.
    package init(_ value: Value, from origin: Origin) {
        self.value = value
        self.origin = origin
    }
}
