internal import Foundation
internal import Library

/// The settings as they are in force, for whoever wonders; secrets are not among them, only where they come from.
struct EffectiveSettings: Encodable {
    struct Value: Encodable {
        /// One text for each value; none where nothing is set.
        let values: [String]
        /// Where it was set; absent for a default.
        let origin: String?
    }

    private let settings: [(setting: Setting, value: Value)]

    private static let mask = "********"

    /// The values of `serve`, in the order of ``Setting/all``.
    init(_ values: [String: [String]], _ layers: SettingLayers) {
        settings = Setting.all.filter(\.isForServe).map { setting in
            let origin = layers.origins[setting.name]
            let isSecret = setting.secret.map { origin == .environment($0) } ?? false
            return (
                setting,
                Value(values: isSecret ? [Self.mask] : values[setting.name] ?? [], origin: origin.map(\.description))
            )
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Dictionary(uniqueKeysWithValues: settings.map { ($0.setting.name, $0.value) }))
    }

    /// A file of settings that says the same, and where each came from.
    var yaml: String {
        settings.map { setting, value in
            let origin = "  # \(value.origin ?? "default")"
            switch (setting.kind, value.values) {
            case (.flag, let values): return "\(setting.name): \(values.isEmpty ? "false" : "true")\(origin)"
            case (_, []): return "# \(setting.name): not set"
            case (_, [Self.mask]): return "# \(setting.name): \(Self.mask)\(origin)"
            case (.list, let values):
                return "\(setting.name): [\(values.map(Self.quoted).joined(separator: ", "))]\(origin)"
            case (.text, let values): return "\(setting.name): \(Self.quoted(values[0]))\(origin)"
            }
        }.joined(separator: "\n")
    }

    /// A text as YAML takes it for one; JSON's texts are YAML's too.
    private static func quoted(_ text: String) -> String {
        (try? CanonicalJSON.line(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
