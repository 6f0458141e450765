package import Foundation
internal import JSON

extension JSONValue {
    /// How deep lists and objects may nest. Requests nest four deep; a parser given a hundred thousand
    /// brackets would run out of stack.
    private static let deepest = 32

    /// Parses JSON text. Throws ``RequestError/malformed(_:)`` with the place where there is one.
    package init(parsing data: Data) throws(RequestError) {
        guard !data.isEmpty else { throw .malformed("it is empty") }
        guard JSONValue.depth(of: data) <= JSONValue.deepest else {
            throw .malformed("it nests more than \(JSONValue.deepest) levels deep")
        }
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: data)
        } catch {
            throw .malformed(JSONValue.reason(of: error))
        }
    }

    /// The deepest nesting of brackets outside strings; right for JSON, and never too low for anything that
    /// a JSON parser would follow.
    private static func depth(of data: Data) -> Int {
        var (depth, deepest, inString, escaped) = (0, 0, false, false)
        for byte in data {
            if inString {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): (depth, deepest) = (depth + 1, max(deepest, depth + 1))
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        return deepest
    }

    /// The parser's own words, which name line and column.
    private static func reason(of error: any Error) -> String {
        guard let error = error as? DecodingError, case .dataCorrupted(let context) = error else {
            return "it is not JSON"
        }
        let detail = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
        guard var text = detail ?? context.underlyingError.map({ "\($0)" }) else { return "it is not JSON" }
        while text.last == "." { text.removeLast() }
        return "it is not JSON: \(text)"
    }
}
