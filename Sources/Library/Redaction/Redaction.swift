internal import Foundation
package import JSON

/// Takes out of texts and JSON what may be secret, before they are kept, shown or handed on.
///
/// Of a URL stay scheme, host, port and path; user, password, query and fragment go, because signed URLs are secrets. Of a
/// `data:` URL stays its type. A value goes whole whose name says that it is a secret ("api_key"), and so do a token after
/// "Bearer" or "Basic" and a key of the service ("afk_…"). It looks into lists, objects and their keys, into JSON that
/// stands in a text, and behind percent-encoding. A password among the words of a prompt is not recognised.
///
/// What it gives is as it is wanted: taken again, it stays the same.
package enum Redaction {
    /// Stands for a value that was taken out.
    package static let mark = "[redacted]"
    /// Stands for what is nested deeper than ``deepest``.
    package static let tooDeep = "[nested too deep to be kept]"
    /// How many bytes a text has that is kept.
    static let longest = 1 << 20
    /// How many levels of lists and objects are kept.
    static let deepest = 32

    /// A text without what may be secret. One of more than 1 MiB is none that anybody reads, and a note takes its place.
    package static func text(_ text: String) -> String { Self.text(text, depth: 0) }

    /// The same of all texts and keys of a value.
    package static func json(_ value: JSONValue) -> JSONValue { json(value, depth: 0) }

    // MARK: JSON

    private static func json(_ value: JSONValue, depth: Int) -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: return value
        case .string(let text): return .string(Self.text(text, depth: depth))
        case .array(let elements):
            return depth < deepest ? .array(elements.map { json($0, depth: depth + 1) }) : .string(tooDeep)
        case .object(let members):
            return depth < deepest ? .object(object(members, depth: depth)) : .string(tooDeep)
        }
    }

    private static func object(_ members: [String: JSONValue], depth: Int) -> [String: JSONValue] {
        // A header as a pair: {"name": "Authorization", "value": "…"}.
        let isNamedSecret = ["name", "key", "header"].contains { name in
            if case .string(let text)? = members[name] { SecretName.matches(text) } else { false }
        }
        var kept: [String: JSONValue] = [:]
        // In order, so that keys that become alike are numbered the same each time.
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            let isSecret = SecretName.matches(name) || isNamedSecret && name == "value"
            var key = text(name, depth: depth)
            var number = 2
            while kept[key] != nil {
                key = "\(text(name, depth: depth)) (\(number))"
                number += 1
            }
            kept[key] = isSecret && value.mayBeSecret ? .string(mark) : json(value, depth: depth + 1)
        }
        return kept
    }

    // MARK: Texts

    private static func text(_ text: String, depth: Int) -> String {
        let bytes = text.utf8.count
        guard bytes <= longest else { return "[a text of \(bytes) bytes]" }
        // Most texts hold nothing of the kind.
        guard text.utf8.contains(where: { SecretWord.telling.contains($0) }) else { return text }
        if depth < deepest, let inner = embedded(in: text) {
            let clean = json(inner, depth: depth + 1)
            if clean != inner, let line = try? CanonicalJSON.line(clean) {
                return String(decoding: line, as: UTF8.self)
            }
        }
        return SecretWord.redacted(text)
    }

    /// The JSON that a text is.
    private static func embedded(in text: String) -> JSONValue? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        let data = Data(text.utf8)
        guard JSONBounds.complaint(about: data) == nil else { return nil }
        return try? CanonicalJSON.decode(JSONValue.self, from: data)
    }
}

extension JSONValue {
    /// Whether it says anything that can be secret.
    fileprivate var mayBeSecret: Bool {
        switch self {
        case .null, .bool, .string(""): false
        case .integer, .number, .string, .array, .object: true
        }
    }
}
