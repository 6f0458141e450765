/// The head of a server's answer.
struct AnswerHead: Sendable {
    let status: Int
    /// The header fields in order; names in any case.
    let fields: [(name: String, value: String)]

    /// The value of a field that is given once; `nil` where it is missing or contradicts itself.
    subscript(_ name: String) -> String? {
        let values = Set(fields.filter { $0.name.lowercased() == name }.map { $0.value.trimmed })
        return values.count == 1 ? values.first : nil
    }

    /// How many bytes the body has, where the server says so.
    var contentLength: Int? { self["content-length"].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 } }

    /// A coding that the body is wrapped in, although none was asked for.
    var coding: String? {
        let codings = fields.filter { ["content-encoding", "transfer-encoding"].contains($0.name.lowercased()) }
            .flatMap { $0.value.split(separator: ",") }.map { String($0).trimmed.lowercased() }
        return codings.first { !["", "identity", "chunked"].contains($0) }
    }

    /// Whether the end of the body is marked, so that a body cut short is noticed.
    var marksItsEnd: Bool {
        contentLength != nil || fields.contains { $0.name.lowercased() == "transfer-encoding" }
    }
}

extension String {
    /// The text without white space around it.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(
            start[..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex)])
    }
}
