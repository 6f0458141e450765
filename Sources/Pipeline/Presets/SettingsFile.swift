/// A YAML file of settings: names of options with their values, as they would stand on the command line.
package struct SettingsFile: Sendable, Equatable {
    /// What a setting's value is.
    package enum Kind: Sendable {
        case text
        /// `true` is as if the option were given, `false` as if it were not.
        case flag
        /// One text, or a list of them.
        case list
    }

    /// The values by their settings' names; none for a flag that is `false`, an empty text for one that is `true`.
    package let values: [String: [String]]

    /// Reads `file`. Throws ``PresetError``, which names line and key, for one that is no YAML or has a setting that is not
    /// `known`.
    package init(contentsOf file: String, known: [String: Kind]) throws(PresetError) {
        let root = try PresetNode(parsing: try PresetText(name: "settings", contentsOf: file))
        var values: [String: [String]] = [:]
        for (name, node) in try root.members(known.keys.sorted()).members {
            switch known[name] {
            case .flag: values[name] = try node.bool() ? [""] : []
            case .list:
                if case .sequence = node.node {
                    var texts: [String] = []
                    for element in try node.list() { texts.append(try element.string()) }
                    values[name] = texts
                } else {
                    values[name] = [try node.string()]
                }
            case .text, nil: values[name] = [try node.string()]
            }
        }
        self.values = values
    }
}
