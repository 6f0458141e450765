internal import Yams

/// A value of a preset file, with all that an error has to name: file, line and key.
///
/// Reading is strict: a spelling mistake in a preset must not silently turn something off.
struct PresetNode {
    let file: String
    /// "video.codec"; empty for the whole file.
    let key: String
    let node: Node
    /// Where the key stands; the value may begin lines later.
    let line: Int

    /// The error for this value: "file:line: key: reason".
    func invalid(_ reason: String) -> PresetError {
        .invalid(file: file, line: line, key: key.isEmpty ? nil : key, reason: reason)
    }

    /// The members of a mapping with no other keys than `known`.
    func members(_ known: [String]) throws(PresetError) -> PresetMembers {
        guard case .mapping(let mapping) = node else {
            throw invalid("keys with values are expected, not \(kind); the keys are \(known.joined(separator: ", "))")
        }
        var members: [String: PresetNode] = [:]
        for (name, value) in mapping {
            let line = name.mark?.line ?? line
            guard case .scalar(let scalar) = name else {
                throw .invalid(file: file, line: line, key: key.isEmpty ? nil : key, reason: "a key has to be text")
            }
            let path = key.isEmpty ? scalar.string : "\(key).\(scalar.string)"
            guard known.contains(scalar.string) else {
                throw .invalid(
                    file: file, line: line, key: path,
                    reason: "unknown key" + suggestion(for: scalar.string, among: known))
            }
            members[scalar.string] = PresetNode(file: file, key: path, node: value, line: line)
        }
        return PresetMembers(parent: self, members: members)
    }

    func string() throws(PresetError) -> String {
        guard case .scalar(let scalar) = node, !isNull else { throw invalid("text is expected, not \(kind)") }
        return scalar.string
    }

    func bool() throws(PresetError) -> Bool {
        let text = try plain("true or false")
        switch text {
        case "true": return true
        case "false": return false
        default: throw invalid("true or false is expected, not '\(text)'")
        }
    }

    func int(in range: ClosedRange<Int>) throws(PresetError) -> Int {
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        let text = try plain(wanted)
        guard let number = Int(text), range.contains(number) else {
            throw invalid("\(wanted) is expected, not '\(text)'")
        }
        return number
    }

    /// One of the raw values of `Value`, with the nearest suggested.
    func choice<Value: RawRepresentable & CaseIterable>(
        _: Value.Type = Value.self
    ) throws(PresetError) -> Value where Value.RawValue == String {
        let choices = Value.allCases.map(\.rawValue)
        let text = try plain("one of \(choices.joined(separator: ", "))")
        guard let value = Value(rawValue: text) else {
            throw invalid("'\(text)' is not a value" + suggestion(for: text, among: choices))
        }
        return value
    }

    /// A value that is written as text, such as a fraction; `example` shows how.
    func parsed<Value>(as example: String, _ parse: (String) -> Value?) throws(PresetError) -> Value {
        let text = try string()
        guard let value = parse(text) else { throw invalid("\(example) is expected, not '\(text)'") }
        return value
    }

    /// The elements of a list, of which there have to be some.
    func list() throws(PresetError) -> [PresetNode] {
        guard case .sequence(let sequence) = node else { throw invalid("a list is expected, not \(kind)") }
        guard !sequence.isEmpty else { throw invalid("the list is empty; leave the key out instead") }
        guard sequence.count <= 100 else { throw invalid("the list has more than 100 elements") }
        return sequence.enumerated().map { index, element in
            PresetNode(file: file, key: "\(key)[\(index)]", node: element, line: element.mark?.line ?? line)
        }
    }

    /// A plain scalar, or a complaint that `wanted` is expected. A quoted "true" is text, not a truth value.
    private func plain(_ wanted: String) throws(PresetError) -> String {
        guard case .scalar(let scalar) = node, !isNull else { throw invalid("\(wanted) is expected, not \(kind)") }
        return scalar.string
    }

    private var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    private var kind: String {
        switch node {
        case .scalar(let scalar): isNull ? "nothing" : "'\(scalar.string)'"
        case .sequence: "a list"
        case .mapping: "keys with values"
        case .alias: "an alias"
        }
    }
}
