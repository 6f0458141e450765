package import Foundation

/// A file that arrived whole and is on the disk.
package struct FetchedFile: Sendable, Equatable {
    /// Where it is.
    package let file: URL
    /// Its size in bytes.
    package let bytes: Int
    /// The SHA-256 of its content, 64 lower-case hex digits.
    package let sha256: String
    /// Where it came from after all redirects, without the parts that may be secret.
    package let url: String
    /// What the server called its kind; `nil` where it said nothing. Never believed.
    package let contentType: String?
    /// When its last byte arrived, to the second.
    package let fetchedAt: Date
    /// How many of its bytes came over the network in this call; the others were there from an earlier one.
    package let transferred: Int
}

extension FetchedFile {
    /// The same file, of which so many bytes came over the network.
    func transferring(_ bytes: Int) -> FetchedFile {
        FetchedFile(
            file: file, bytes: self.bytes, sha256: sha256, url: url, contentType: contentType, fetchedAt: fetchedAt,
            transferred: bytes)
    }
}
