internal import Apiframe
internal import Foundation

/// What whoever uses the pages and the interface has to know. It shows in nothing that is printed.
package struct AccessToken: Sendable {
    private let bytes: [UInt8]

    /// Why a token cannot be used.
    package struct Unusable: Error, CustomStringConvertible {
        package let description: String
    }

    private static let lengths = 16...512

    /// The token in `text`, spaces and line ends around it left out. Throws ``Unusable`` for one that is guessed too easily
    /// or cannot stand in a header.
    package init(_ text: String, from origin: String) throws(Unusable) {
        bytes = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        guard Self.lengths.contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Unusable(
                description: """
                    the token of \(origin) has to be one word of \(Self.lengths.lowerBound) to \
                    \(Self.lengths.upperBound) characters, such as 'openssl rand -hex 32' prints
                    """)
        }
    }

    /// The token in `file`.
    package init(contentsOf file: String) throws(Unusable) {
        let text: String
        do { text = try SecretFile.read(file, upTo: 4 * Self.lengths.upperBound) } catch {
            throw Unusable(description: "the token's file \(error)")
        }
        try self.init(text, from: file)
    }

    /// Whether an `Authorization` header holds it: as a bearer's token, or as the password of any name, which browsers ask
    /// for. Takes as long for a wrong one as for a right one of the same length.
    func isShown(by header: String?) -> Bool {
        guard let header, let space = header.firstIndex(of: " ") else { return false }
        let word = header[header.index(after: space)...].trimmingCharacters(in: .whitespaces)
        switch header[..<space].lowercased() {
        case "bearer": return isEqual(Array(word.utf8))
        case "basic":
            guard let pair = Data(base64Encoded: word), let colon = pair.firstIndex(of: UInt8(ascii: ":")) else {
                return false
            }
            return isEqual(Array(pair[pair.index(after: colon)...]))
        default: return false
        }
    }

    private func isEqual(_ other: [UInt8]) -> Bool {
        guard other.count == bytes.count else { return false }
        return zip(bytes, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension AccessToken: CustomStringConvertible, CustomReflectable {
    /// Three dots.
    package var description: String { "…" }
    /// Shows nothing, so that `dump` does not either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
