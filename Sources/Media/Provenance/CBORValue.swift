/// A value of CBOR (RFC 8949), as far as C2PA manifests use it: what is no text, number, list or map is left out.
indirect enum CBORValue: Equatable {
    case text(String)
    case integer(Int)
    case list([CBORValue])
    case map([String: CBORValue])
    case other

    /// Reads the first value; `nil` for what is none, and for more than a manifest has: values in 16 others, or 65,536.
    init?(_ bytes: some Sequence<UInt8>) {
        var reader = Reader(bytes: Array(bytes))
        guard let value = reader.value(depth: 0) else { return nil }
        self = value
    }

    /// The value of a key; `nil` where this is no map.
    subscript(_ key: String) -> CBORValue? {
        if case .map(let members) = self { members[key] } else { nil }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var list: [CBORValue] { if case .list(let list) = self { list } else { [] } }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0
        var values = 0

        mutating func value(depth: Int) -> CBORValue? {
            values += 1
            guard depth < 16, values <= 65_536, let first = byte() else { return nil }
            let (kind, detail) = (first >> 5, first & 31)
            guard let argument = argument(detail) else { return nil }
            switch kind {
            case 0: return .integer(argument)
            case 1: return .integer(-1 - argument)
            case 2: return take(argument).map { _ in .other }
            case 3: return take(argument).map { .text(String(decoding: $0, as: UTF8.self)) }
            case 4: return list(argument, depth)
            case 5: return map(argument, depth)
            case 6: return value(depth: depth + 1)  // A tag says more of the value that follows.
            default: return .other
            }
        }

        private mutating func list(_ count: Int, _ depth: Int) -> CBORValue? {
            var found: [CBORValue] = []
            for _ in 0..<count {
                guard let next = value(depth: depth + 1) else { return nil }
                found.append(next)
            }
            return .list(found)
        }

        private mutating func map(_ count: Int, _ depth: Int) -> CBORValue? {
            var members: [String: CBORValue] = [:]
            for _ in 0..<count {
                guard let key = value(depth: depth + 1), let member = value(depth: depth + 1) else { return nil }
                if let name = key.text { members[name] = member }
            }
            return .map(members)
        }

        /// A length or number: in the first byte, or in as many after it as that says. A length that only its end tells
        /// is not among what the standard of manifests allows.
        private mutating func argument(_ detail: UInt8) -> Int? {
            guard detail > 23 else { return Int(detail) }
            guard detail < 28, let more = take(1 << Int(detail - 24)) else { return nil }
            return Int(exactly: more.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }

        private mutating func byte() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[position]
        }

        private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
            guard count <= bytes.count - position else { return nil }
            defer { position += count }
            return bytes[position..<position + count]
        }
    }
}
