package import Render

/// Which outputs a run makes, as a file under presets/pipelines says it.
package struct PipelinePreset: Sendable, Equatable {
    /// The file's name without its ending.
    package let name: String
    /// One line for a list.
    package let description: String
    /// Names of proxy presets; empty for no proxies.
    package let proxies: [String]
    /// The pictures.
    package let thumbnails: Thumbnails
    /// How the clip is cut into shots; `nil` where it is not.
    package let split: Split?
    /// For which editing programs the shots are written down, each once.
    package let timelines: [TimelineFormat]
    /// Whether the figures of every frame, and of every tenth of a second of sound, are kept.
    package let statistics: Bool
    /// Whether there is a page to look at.
    package let report: Bool

    /// A file that an editing program reads.
    package enum TimelineFormat: String, Sendable, CaseIterable { case otio, edl, fcpxml, ffmetadata, vtt }

    /// How shots are cut, and how much of what was made is read back.
    package struct Split: Sendable, Equatable {
        package let method: CutPlan.Method
        package let verification: Verification
    }

    /// Sizes of the pictures in pixels, each 16 to 8192; `nil` for one that is not made.
    package struct Thumbnails: Sendable, Equatable {
        /// The longer side of `poster.jpg`.
        package let poster: Int?
        /// The longer side of the still of a shot.
        package let still: Int?
        /// The width of the contact sheet.
        package let sheet: Int?
        /// The longer side of one picture in the sprite.
        package let sprite: Int?
    }
}
