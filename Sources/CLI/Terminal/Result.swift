internal import Foundation
internal import Library

/// What a command found, on standard output.
enum Result {
    /// Prints one JSON document, formed as the sidecar is.
    static func printJSON(_ value: some Encodable) throws {
        FileHandle.standardOutput.write(try CanonicalJSON.encode(value))
    }
}

extension String {
    /// The text with spaces behind it up to `width` characters, and at least one.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
