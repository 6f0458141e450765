internal import Timing

/// What is known of how a clip was generated, for those who get it or a file that was made from it.
package struct GenerationMarks: Sendable, Equatable {
    /// The kind of source, as an address of IPTC's list.
    package let digitalSourceType: String
    /// The model or service, "kling"; `nil` where it is not known.
    package let system: String?
    /// "3.0"; `nil` where the model's name tells none.
    package let systemVersion: String?
    /// What was asked for.
    package let prompt: String?
    /// Who wrote that.
    package let promptWriter: String?
    /// The label for generated content (GB 45438-2025) that the clip came with, as JSON.
    package let label: String?

    /// What the record of an order says, and else the clip's own marks; `nil` for a clip that neither calls generated.
    package init?(_ generation: Sidecar.Generation?, _ found: Sidecar.Provenance?) {
        let named = found?.digitalSourceType.flatMap { DigitalSourceType.isGenerated($0) ? $0 : nil }
        guard generation != nil || named != nil else { return nil }
        digitalSourceType = named ?? DigitalSourceType.generated
        if let model = generation?.model, let parts = model.wholeMatch(of: #/([A-Za-z].*?)[-_ ]v?(\d+(?:\.\d+)*)/#) {
            (system, systemVersion) = (String(parts.1), String(parts.2))
        } else {
            (system, systemVersion) = (generation?.model ?? found?.generator, nil)
        }
        prompt = generation?.wholePrompt
        promptWriter = generation?.promptWriter
        label = found?.markers.first { $0.kind == .label && $0.names == .generator }?.text
    }
}

extension Sidecar.Generation {
    /// The prompt with those of its shots, a line each.
    fileprivate var wholePrompt: String? {
        let lines = [prompt].compactMap(\.self) + shots.map { "\($0.start.clockText) \($0.prompt)" }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}
