package import Foundation

/// How large a JSON document from outside may be, looked at before it is decoded: a decoder holds all of it in memory, many
/// times over.
package enum JSONBounds {
    /// Bytes of a document.
    package static let mostBytes = 64 << 20
    /// Bytes of one text, as it is written.
    package static let longestText = 8 << 20
    /// Levels of lists and objects.
    package static let deepest = 64
    /// Values and keys. The frames of an hour that were all encoded again are about 700,000.
    package static let mostValues = 2_000_000

    /// Which bound a document does not keep, in words; `nil` for one that keeps all. It does not say that it is JSON.
    package static func complaint(about document: Data) -> String? {
        guard document.count <= mostBytes else { return "it has more than \(mostBytes >> 20) MiB" }
        return document.withUnsafeBytes { complaint(in: $0) }
    }

    private static func complaint(in bytes: UnsafeRawBufferPointer) -> String? {
        var (depth, values, index) = (0, 1, 0)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                let begin = index + 1
                index = begin
                while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                if index - begin > longestText { return "a text in it has more than \(longestText >> 20) MiB" }
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                (depth, values) = (depth + 1, values + 1)
                if depth > deepest { return "it is nested more than \(deepest) levels deep" }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: ":"): values += 1
            default: break
            }
            if values > mostValues { return "it holds more than \(mostValues) values" }
            index += 1
        }
        return nil
    }
}
