internal import Yams

extension PresetNode {
    /// The whole of a preset file.
    init(parsing text: PresetText) throws(PresetError) {
        try refuseAliases(in: text)
        let node: Node?
        do {
            node = try Yams.compose(yaml: text.text)
        } catch {
            throw notYAML(error, text.file)
        }
        guard let node else { throw .invalid(file: text.file, line: 1, key: nil, reason: "the file is empty") }
        self.init(file: text.file, key: "", node: node, line: node.mark?.line ?? 1)
    }
}

/// Refuses `*name`: a few aliases of aliases expand to billions of values, and no preset needs one.
///
/// Looks at the text, because the parser expands them itself. It can take text for an alias, never an alias
/// for text, except in a line that begins as a comment.
private func refuseAliases(in text: PresetText) throws(PresetError) {
    for (index, line) in text.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
        guard line.first(where: { !$0.isWhitespace }) != "#" else { continue }
        var previous: Character = " "
        for (character, next) in zip(line, line.dropFirst()) {
            if character == "*", previous.isWhitespace || "[{,:-".contains(previous), !next.isWhitespace {
                throw .invalid(
                    file: text.file, line: index + 1, key: nil,
                    reason: "aliases are not allowed; where the * is text, put a space after it")
            }
            previous = character
        }
    }
}

/// What the YAML parser complains of, in one line.
private func notYAML(_ error: any Error, _ file: String) -> PresetError {
    func invalid(_ line: Int, _ reason: String) -> PresetError {
        .invalid(file: file, line: line, key: nil, reason: "not YAML: \(reason)")
    }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
        .composer(let context, let problem, let mark, _):
        let words = [context?.text.trimmingNewlines, problem].compactMap { $0 }.filter { !$0.isEmpty }
        return invalid(mark.line, words.joined(separator: ", "))
    case .duplicatedKeysInMapping(let duplicates, let context):
        return .invalid(
            file: file, line: context.mark.line, key: duplicates.sorted().first, reason: "the key is given twice")
    case .reader(let problem, _, _, _): return invalid(1, problem)
    default: return invalid(1, "it cannot be read")
    }
}

extension String {
    fileprivate var trimmingNewlines: String { String(drop(while: \.isWhitespace)).filter { !$0.isNewline } }
}
