extension JSONSchema {
    /// One schema within a schema, read once.
    struct Node {
        var reference: String?
        var types: [String] = []
        var allowed: [JSONValue]?
        var choices: [Node] = []
        var pattern: Regex<AnyRegexOutput>?
        var minLength = 0
        var maxLength = Int.max
        var minItems = 0
        var maxItems = Int.max
        var minimum, maximum: Double?
        var properties: [String: Node] = [:]
        var required: [String] = []
        /// Whether members that are not among the properties are refused; else they are as ``others`` says.
        var isClosed = false
        private var nested: [String: [Node]] = [:]

        var items: Node? { nested["items"]?.first }
        var others: Node? { nested["additionalProperties"]?.first }

        init(_ schema: JSONValue, at place: String) throws {
            guard case .object(let members) = schema else { throw Unusable(description: "\(place) is no object") }
            for (keyword, value) in members {
                let inner = place.isEmpty ? keyword : "\(place).\(keyword)"
                guard try take(keyword, value, inner) else {
                    throw Unusable(description: "\(inner): this is not known, or not said as it is known")
                }
            }
        }

        /// False for a keyword that is unknown, or has a value of the wrong kind.
        private mutating func take(_ keyword: String, _ value: JSONValue, _ place: String) throws -> Bool {
            switch (keyword, value) {
            case ("$schema", _), ("$id", _), ("$defs", _), ("$comment", _), ("title", _), ("description", _),
                ("format", _), ("examples", _), ("default", _):
                break
            case ("$ref", .string(let name)): reference = name
            case ("type", .string(let type)): types = [type]
            case ("type", .array(let list)): types = list.compactMap(\.text)
            case ("const", _): allowed = [value]
            case ("enum", .array(let values)): allowed = values
            case ("anyOf", .array(let list)):
                choices = try list.enumerated().map { try Node($1, at: "\(place)[\($0)]") }
            case ("pattern", .string(let text)): pattern = try Self.pattern(text, place)
            case ("minLength", .integer(let count)): minLength = count
            case ("maxLength", .integer(let count)): maxLength = count
            case ("minItems", .integer(let count)): minItems = count
            case ("maxItems", .integer(let count)): maxItems = count
            case ("minimum", .integer(let number)): minimum = Double(number)
            case ("minimum", .number(let number)): minimum = number
            case ("maximum", .integer(let number)): maximum = Double(number)
            case ("maximum", .number(let number)): maximum = number
            case ("required", .array(let list)): required = list.compactMap(\.text)
            case ("properties", .object(let named)):
                for (name, schema) in named { properties[name] = try Node(schema, at: "\(place).\(name)") }
            case ("additionalProperties", .bool(let isOpen)): isClosed = !isOpen
            case ("items", .object), ("additionalProperties", .object):
                nested[keyword] = [try Node(value, at: place)]
            default: return false
            }
            return true
        }

        private static func pattern(_ text: String, _ place: String) throws -> Regex<AnyRegexOutput> {
            do {
                // A schema's patterns go by scalars, not by what people take for a character.
                return try Regex(text).matchingSemantics(.unicodeScalar)
            } catch {
                throw Unusable(description: "\(place): \(error)")
            }
        }
    }
}

extension JSONValue {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
