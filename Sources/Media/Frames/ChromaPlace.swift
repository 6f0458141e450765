internal import CFFmpeg

/// Where the samples of chroma lie between those of luma.
package struct ChromaPlace: Sendable, Equatable {
    let raw: AVChromaLocation

    /// `nil` where it is not said.
    init?(_ raw: AVChromaLocation) {
        guard raw != AVCHROMA_LOC_UNSPECIFIED else { return nil }
        self.raw = raw
    }

    /// As the coded stream numbers it (ITU-T H.264, E.2.1): 0 is left, 1 centre, 2 top left.
    package var number: Int { Int(raw.rawValue) - 1 }

    package static func == (lhs: ChromaPlace, rhs: ChromaPlace) -> Bool { lhs.raw.rawValue == rhs.raw.rawValue }
}
