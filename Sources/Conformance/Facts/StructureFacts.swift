package import Timing

/// How the file is built, as measured.
package struct StructureFacts: Sendable, Equatable, Codable {
    /// Whether an MP4's index comes before its media; `nil` for other containers.
    package var isFastStart: Bool?
    /// Pictures that are in the file and that an edit list hides.
    package var hiddenFrames: Int?
    /// The length of the clip by the container's header.
    package var declaredDuration: MediaTime?
    /// The length of the clip by its packets.
    package var countedDuration: MediaTime?
    /// Frames by the container's header.
    package var declaredFrames: Int?
    /// Frames that are in the file.
    package var countedFrames: Int?

    /// A file of which nothing is known yet.
    package init() {}
}
