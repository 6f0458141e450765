internal import Foundation
internal import Library

/// What a command found, on standard output.
enum Result {
    /// Prints one JSON document, formed as the sidecar is.
    static func printJSON(_ value: some Encodable) throws {
        print(try CanonicalJSON.encode(value))
    }

    /// Prints a document as it is.
    static func print(_ document: Data) { StandardStream.output.write(document) }

    /// Prints a document of text as it is.
    static func print(_ document: String) { print(Data(document.utf8)) }
}

extension String {
    /// The text with spaces behind it up to `width` characters, and at least one.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
