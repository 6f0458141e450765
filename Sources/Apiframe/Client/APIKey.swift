internal import Foundation

/// The key that pays for jobs. It shows in nothing that is printed: only a call's header holds it.
package struct APIKey: Sendable {
    let text: String

    /// No key is longer; a file that is larger holds something else.
    private static let longest = 512

    /// The key in `text`, spaces and line ends around it left out.
    package init(_ text: String, from origin: String) throws(APISetupError) {
        let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty else { throw .badKey(origin: origin, reason: "it is empty") }
        // It becomes a header, where a line end would begin another one.
        guard key.utf8.count <= Self.longest, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .badKey(origin: origin, reason: "a key is one word of at most \(Self.longest) characters")
        }
        self.text = key
    }

    /// The key in `file`.
    package init(contentsOf file: String) throws(APISetupError) {
        let text: String
        do { text = try SecretFile.read(file, upTo: 4 * Self.longest) } catch {
            throw .badKey(origin: file, reason: "\(error)")
        }
        try self.init(text, from: file)
    }

    /// The key of `file`, else of the environment's `APIFRAME_API_KEY`, else of the file that
    /// `APIFRAME_API_KEY_FILE` names.
    package init(file: String?, environment: [String: String]) throws(APISetupError) {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let file {
            try self.init(contentsOf: file)
        } else if let text = variable("APIFRAME_API_KEY") {
            try self.init(text, from: "APIFRAME_API_KEY")
        } else if let named = variable("APIFRAME_API_KEY_FILE") {
            try self.init(contentsOf: named)
        } else {
            throw .noKey
        }
    }
}

extension APIKey: Codable, Equatable {
    /// The key as it stands, for a process of ours alone.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self), from: "another process")
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three dots.
    package var description: String { "…" }
    /// Three dots.
    package var debugDescription: String { "…" }
    /// Shows nothing, so that `dump` does not either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
