package import Foundation

extension Sidecar {
    /// The delivered file, stored byte for byte.
    package struct Source: Codable, Sendable, Equatable {
        /// The file's name in the clip's folder, "source.mp4".
        package var file: String
        /// Its size in bytes.
        package var bytes: Int
        /// The hash of its content.
        package var sha256: SHA256Hex
        /// What the file was called where it came from.
        @Redacted package var originalName: String?
        /// Where it was fetched from, without the parts that may be secret.
        @Nullable package var url: SourceURL?
        /// When it came into the library, to the second.
        package let fetchedAt: Date

        /// A delivered file. Fractions of a second of `fetchedAt` are dropped, as they are in the file.
        package init(
            file: String, bytes: Int, sha256: SHA256Hex, originalName: String? = nil, url: SourceURL? = nil,
            fetchedAt: Date
        ) {
            self.file = file
            self.bytes = bytes
            self.sha256 = sha256
            self.originalName = originalName
            self.url = url
            self.fetchedAt = Date(timeIntervalSince1970: fetchedAt.timeIntervalSince1970.rounded(.down))
        }
    }
}
