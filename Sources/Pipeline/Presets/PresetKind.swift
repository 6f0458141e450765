/// The folders under presets/ that hold presets of one kind.
package enum PresetKind: String, Sendable, CaseIterable {
    /// What a clip has to be.
    case specs
    /// Smaller copies.
    case proxies
    /// Which outputs a run makes.
    case pipelines
    /// What generations cost.
    case pricing

    /// What one of them is called: "spec preset".
    package var noun: String {
        switch self {
        case .specs: "spec preset"
        case .proxies: "proxy preset"
        case .pipelines: "pipeline preset"
        case .pricing: "price list"
        }
    }
}
