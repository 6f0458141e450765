package import Timing

extension Sidecar {
    /// A file that was made from the source, or that should have been: then it has a ``failure`` and is not there.
    package struct Output: Codable, Sendable, Equatable {
        /// What the file is for.
        package struct Kind: RawRepresentable, Codable, Hashable, Sendable {
            /// The word in the sidecar, in camelCase.
            package let rawValue: String
            /// A kind by its word; new outputs bring new words, and an old program still reads them.
            package init(rawValue: String) { self.rawValue = rawValue }

            /// One shot as a file of its own.
            package static let shot = Kind(rawValue: "shot")
            /// The picture that stands for the clip.
            package static let poster = Kind(rawValue: "poster")
            /// The picture that stands for a shot.
            package static let thumbnail = Kind(rawValue: "thumbnail")
            /// A contact sheet.
            package static let sheet = Kind(rawValue: "sheet")
            /// Small pictures for a player's seek bar, on one sheet.
            package static let sprite = Kind(rawValue: "sprite")
            /// Where on the sprite the picture for a time is, as WebVTT.
            package static let spriteMap = Kind(rawValue: "spriteMap")
            /// A small copy for viewing.
            package static let proxy = Kind(rawValue: "proxy")
            /// The middle of the picture in another shape, for viewing.
            package static let crop = Kind(rawValue: "crop")
            /// A picture that moves.
            package static let teaser = Kind(rawValue: "teaser")
            /// The self-contained page.
            package static let report = Kind(rawValue: "report")
            /// Figures of every moment, as comma-separated values.
            package static let statistics = Kind(rawValue: "statistics")
            /// The shots for an editing program.
            package static let timeline = Kind(rawValue: "timeline")
            /// What is known of the source's origin, as XMP.
            package static let metadata = Kind(rawValue: "metadata")
        }

        /// What the file is for.
        package var kind: Kind
        /// Where it is, relative to the clip's folder, "proxies/proxy-720p.mp4".
        package var file: String
        /// Its size in bytes.
        package var bytes: Int
        /// The hash of its content.
        package var sha256: SHA256Hex
        /// Columns of pixels.
        @Nullable package var width: Int?
        /// Rows of pixels.
        @Nullable package var height: Int?
        /// The codec in FFmpeg's word.
        @Nullable package var codec: String?
        /// How many frames it has.
        @Nullable package var frames: Int?
        /// How long it is.
        @Nullable package var duration: MediaTime?
        /// Why it could not be made, in words; absent for a file that is there.
        package private(set) var failure: String?

        /// A written file. What does not apply stays `nil`.
        package init(
            kind: Kind, file: String, bytes: Int, sha256: SHA256Hex, width: Int? = nil, height: Int? = nil,
            codec: String? = nil, frames: Int? = nil, duration: MediaTime? = nil
        ) {
            self.kind = kind
            self.file = file
            self.bytes = bytes
            self.sha256 = sha256
            self.width = width
            self.height = height
            self.codec = codec
            self.frames = frames
            self.duration = duration
        }

        /// A file that could not be made: it has no bytes, and the hash of none.
        package init(kind: Kind, file: String, failure: String) {
            self.init(kind: kind, file: file, bytes: 0, sha256: SHA256Hex(of: ""))
            self.failure = Redaction.text(failure)
        }
    }
}
