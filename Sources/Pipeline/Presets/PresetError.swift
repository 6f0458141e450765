/// Why a preset cannot be used. Always the fault of a command line or of a preset file.
package enum PresetError: Error, Equatable {
    /// No preset has that name; `available` are those that there are.
    case unknown(kind: PresetKind, name: String, available: [String])
    /// The file or folder cannot be read; the reason follows.
    case unreadable(file: String, reason: String)
    /// The file says something that cannot be meant. `line` counts from 1; `key` is dotted, and `nil` where the
    /// text is not YAML at all.
    case invalid(file: String, line: Int, key: String?, reason: String)
}

extension PresetError: CustomStringConvertible {
    /// One line that names file, line, key and what is expected.
    package var description: String {
        switch self {
        case .unknown(let kind, let name, let available):
            "there is no \(kind.noun) '\(name)'; there are: \(available.joined(separator: ", "))"
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .invalid(let file, let line, let key?, let reason): "\(file):\(line): \(key): \(reason)"
        case .invalid(let file, let line, nil, let reason): "\(file):\(line): \(reason)"
        }
    }
}
