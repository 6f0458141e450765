/// A JSON Schema (2020-12) as far as the schemas of our own documents go, and what in a document is not as it says.
///
/// A keyword that is not among those known here does not pass for fulfilled: it is an error of the schema. Formats and
/// descriptions say nothing that is checked.
package struct JSONSchema {
    /// A schema that cannot be used, and where.
    package struct Unusable: Error, CustomStringConvertible {
        package let description: String
        package init(description: String) { self.description = description }
    }

    private let root: Node
    private let definitions: [String: Node]

    /// Reads a schema. Throws ``Unusable``.
    package init(_ document: JSONValue) throws {
        guard case .object(let members) = document else { throw Unusable(description: "the schema is no object") }
        var definitions: [String: Node] = [:]
        if case .object(let named)? = members["$defs"] {
            for (name, schema) in named { definitions["#/$defs/\(name)"] = try Node(schema, at: "$defs.\(name)") }
        }
        root = try Node(document, at: "")
        self.definitions = definitions
    }

    /// What is wrong with a document, each with its place, "shots[2].start.timescale is smaller than 1"; nothing for one
    /// that is as the schema says. At most `most` things are told.
    package func complaints(about document: JSONValue, most: Int = 20) -> [String] {
        var found: [String] = []
        check(document, root, "", &found, depth: 0)
        return Array(found.prefix(most))
    }

    private func check(_ value: JSONValue, _ node: Node, _ place: String, _ found: inout [String], depth: Int) {
        // Our schemas do not lead in circles; a document that is nested deeper than this is nothing of ours.
        guard depth < 64, found.count < 1000 else { return }
        func complain(_ words: String) { found.append("\(place.isEmpty ? "the document" : place) \(words)") }
        if let name = node.reference {
            guard let target = definitions[name] else { return complain("is described by \(name), which is not there") }
            check(value, target, place, &found, depth: depth + 1)
        }
        if !node.types.isEmpty, !node.types.contains(where: { value.isOf(type: $0) }) {
            return complain("is not \(node.types.joined(separator: " or "))")
        }
        if let allowed = node.allowed, !allowed.contains(value) {
            return complain("is none of the values that it may have")
        }
        if !node.choices.isEmpty { choose(value, node.choices, place, &found, depth: depth) }
        switch value {
        case .string(let text):
            if text.unicodeScalars.count < node.minLength { complain("is shorter than \(node.minLength)") }
            if text.unicodeScalars.count > node.maxLength { complain("is longer than \(node.maxLength)") }
            if let pattern = node.pattern, (try? pattern.firstMatch(in: text)) == nil {
                complain("is not written as it has to be")
            }
        case .integer(let number): compare(Double(number), node, complain)
        case .number(let number): compare(number, node, complain)
        case .array(let elements):
            if elements.count < node.minItems { complain("has fewer than \(node.minItems) elements") }
            if elements.count > node.maxItems { complain("has more than \(node.maxItems) elements") }
            guard let items = node.items else { return }
            for (index, element) in elements.enumerated() {
                check(element, items, "\(place)[\(index)]", &found, depth: depth + 1)
            }
        case .object(let members):
            for name in node.required where members[name] == nil { complain("has no \(name)") }
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                let inner = place.isEmpty ? name : "\(place).\(name)"
                if let property = node.properties[name] {
                    check(member, property, inner, &found, depth: depth + 1)
                } else if let others = node.others {
                    check(member, others, inner, &found, depth: depth + 1)
                } else if node.isClosed {
                    complain("has \(name), which is unknown")
                }
            }
        case .null, .bool: break
        }
    }

    /// One of several schemas has to fit; where none does, the complaints of the one that comes nearest say why.
    private func choose(
        _ value: JSONValue, _ choices: [Node], _ place: String, _ found: inout [String], depth: Int
    ) {
        var nearest: [String]?
        for choice in choices {
            var complaints: [String] = []
            check(value, choice, place, &complaints, depth: depth + 1)
            if complaints.isEmpty { return }
            // Null is an alternative everywhere; that a value is not null says nothing of what it should be.
            if choice.types != ["null"], complaints.count < nearest?.count ?? .max { nearest = complaints }
        }
        found += nearest ?? ["\(place) is not null"]
    }

    private func compare(_ number: Double, _ node: Node, _ complain: (String) -> Void) {
        if let least = node.minimum, number < least { complain("is smaller than \(least)") }
        if let most = node.maximum, number > most { complain("is larger than \(most)") }
    }
}

extension JSONValue {
    fileprivate func isOf(type: String) -> Bool {
        switch (self, type) {
        case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
            (.integer, "integer"), (.integer, "number"), (.number, "number"):
            true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }
}
