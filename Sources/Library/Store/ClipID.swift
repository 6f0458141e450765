internal import Foundation

/// A clip's name in the library: the first 16 hex digits of its SHA-256, and the job's id where there
/// is one: "3fa9c2…-7b1e…".
///
/// Only `a` to `z`, `0` to `9` and `-`, at most 96 characters, so that an id is a safe folder name
/// wherever it comes from.
package struct ClipID: Hashable, Sendable {
    /// The id as it names the folder.
    package let text: String

    /// The most characters an id has.
    static let longest = 96

    /// The id of content with this hash, delivered by this job. What a job id holds beyond letters,
    /// digits and hyphens becomes a hyphen.
    package init(sha256: SHA256Hex, jobID: String? = nil) {
        let hash = String(sha256.text.prefix(16))
        let plain = (jobID ?? "").lowercased().unicodeScalars.map { ClipID.allows($0) ? Character($0) : "-" }
        let job = String(plain).split(separator: "-").joined(separator: "-")
        text = String((job.isEmpty ? hash : "\(hash)-\(job)").prefix(ClipID.longest))
    }

    /// An id from outside: a command line, a URL, a file. Throws ``LibraryError/invalidID(_:)``.
    package init(validating text: String) throws(LibraryError) {
        // By bytes, for there may be ten thousand of them.
        let bytes = text.utf8
        guard (16...ClipID.longest).contains(bytes.count), bytes.prefix(16).allSatisfy({ SHA256Hex.isDigit($0) }),
            bytes.dropFirst(16).first.map({ $0 == UInt8(ascii: "-") && bytes.count > 17 }) ?? true,
            bytes.allSatisfy({ ClipID.allows(Unicode.Scalar($0)) })
        else { throw .invalidID(text) }
        self.text = text
    }

    static func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "-": true
        default: false
        }
    }
}

extension ClipID: CustomStringConvertible {
    /// The id.
    package var description: String { text }
}

extension ClipID: Comparable {
    /// Orders by text.
    package static func < (lhs: ClipID, rhs: ClipID) -> Bool { lhs.text < rhs.text }
}

extension ClipID: Codable {
    /// Reads and validates the text.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(validating: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
        }
    }

    /// Writes the text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
