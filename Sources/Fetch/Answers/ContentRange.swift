/// A `Content-Range` of bytes (RFC 9110, 14.4).
struct ContentRange: Sendable, Equatable {
    /// The bytes that the body holds, half-open; `nil` in a refusal ("bytes */1000").
    let range: Range<Int>?
    /// The whole file's size; `nil` where it is not known ("bytes 0-9/*").
    let total: Int?

    /// Reads a field's value; `nil` for one that says nothing of sense.
    init?(_ text: String) {
        guard let match = text.trimmed.lowercased().wholeMatch(of: #/bytes[ =]+(?:(\d+)-(\d+)|\*)/(\d+|\*)/#) else {
            return nil
        }
        if match.3 == "*" {
            total = nil
        } else {
            guard let number = Int(match.3) else { return nil }
            total = number
        }
        if let first = match.1, let last = match.2 {
            guard let first = Int(first), let last = Int(last), first <= last, last < Int.max else { return nil }
            if let total, last >= total { return nil }
            range = first..<last + 1
        } else {
            guard total != nil else { return nil }
            range = nil
        }
    }
}
