package import Foundation

/// JSON as every document of ours is written: UTF-8, keys sorted, two-space indent, slashes left
/// alone, dates in ISO 8601, a newline at the end. The same value gives the same bytes.
package enum CanonicalJSON {
    /// The document for `value`. Throws `EncodingError` for a time that leaves 64 bits.
    package static func encode(_ value: some Encodable) throws -> Data {
        try encode(value, [.prettyPrinted]) + Data("\n".utf8)
    }

    /// The same on one line, without a line end. Throws as ``encode(_:)`` does.
    package static func line(_ value: some Encodable) throws -> Data { try encode(value, []) }

    private static func encode(_ value: some Encodable, _ format: JSONEncoder.OutputFormatting) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = format.union([.sortedKeys, .withoutEscapingSlashes])
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value)
    }

    /// The value in `document`. Throws `DecodingError`; ``reason(of:)`` puts it in words.
    package static func decode<Value: Decodable>(_ type: Value.Type, from document: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: document)
    }

    /// What is wrong with a document, on one line and with the place: "shots[2].start: …".
    package static func reason(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "\(place(context.codingPath + [key])) is missing"
        case DecodingError.typeMismatch(let type, let context):
            "\(place(context.codingPath)) is not \(words(for: type))"
        case DecodingError.valueNotFound(_, let context):
            "\(place(context.codingPath)) is null"
        case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty:
            "not valid JSON"
        case DecodingError.dataCorrupted(let context):
            "\(place(context.codingPath)): \(context.debugDescription)"
        case EncodingError.invalidValue(_, let context):
            "\(place(context.codingPath)): \(context.debugDescription)"
        default:
            "\(error)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        let text = path.reduce(into: "") { text, key in
            if let index = key.intValue { text += "[\(index)]" } else { text += ".\(key.stringValue)" }
        }
        return text.isEmpty ? "the document" : String(text.trimmingPrefix("."))
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type: "a list"
        case is [String: Any].Type: "an object"
        default: "a \(type)"
        }
    }
}
