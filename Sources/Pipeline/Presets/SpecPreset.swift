package import Conformance

/// What a clip has to be, as a file under presets/specs says it.
package struct SpecPreset: Sendable, Equatable {
    /// The file's name without its ending.
    package let name: String
    /// One line for a list.
    package let description: String
    /// Everything that the file asks for; every expectation names the preset as its origin.
    package let order: Order
}
