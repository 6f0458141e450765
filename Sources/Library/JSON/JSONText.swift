package import Foundation

/// JSON that is written member by member, for long lists of small things, which are written more quickly than
/// encoded: the same bytes as ``CanonicalJSON``.
///
/// Whoever writes sees to it that keys are in order.
package struct JSONText {
    private var bytes: [UInt8] = []
    private let isIndented: Bool
    private var depth = 0
    /// Whether the list or object that is open holds nothing yet.
    private var isEmpty = true

    /// - Parameter isIndented: as a document, or else all on one line.
    package init(isIndented: Bool = false) { self.isIndented = isIndented }

    package var data: Data { Data(bytes) }

    package mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        isEmpty = true
    }

    /// Opens an object or a list, by its bracket.
    package mutating func begin(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        depth += 1
        isEmpty = true
    }

    package mutating func end(_ bracket: Unicode.Scalar) {
        depth -= 1
        // An empty list has a line of its own in Foundation's form.
        if isIndented {
            if isEmpty { bytes.append(UInt8(ascii: "\n")) }
            breakLine()
        }
        bytes.append(UInt8(ascii: bracket))
        isEmpty = false
    }

    /// Goes on to the next element of a list.
    package mutating func element() {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        if isIndented { breakLine() }
    }

    package mutating func key(_ name: StaticString) {
        element()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: (isIndented ? "\" : " : "\":").utf8)
    }

    /// A member; none where it has no value.
    package mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        put(text)
    }

    package mutating func member(_ name: StaticString, _ number: Int) {
        key(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    /// A member; none where it has no value. The number is finite.
    package mutating func member(_ name: StaticString, _ number: Double?) {
        guard let number else { return }
        key(name)
        let text = number.description
        bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
    }

    private mutating func breakLine() {
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { bytes.append(contentsOf: [UInt8(ascii: " "), UInt8(ascii: " ")]) }
    }

    private mutating func put(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
