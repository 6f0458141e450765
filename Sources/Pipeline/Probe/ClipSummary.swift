internal import Conformance
internal import Library
internal import Media

/// What storing a clip has to know of it; it goes from one process to another.
struct ClipSummary: Codable, Sendable, Equatable {
    /// What the stored source is called after "source.".
    let fileExtension: String
    let media: Sidecar.Media
    let facts: Facts
    /// The FFmpeg that read it.
    let ffmpeg: String

    /// Probes the clip at `path`.
    init(probing path: String) throws {
        let clip = try ClipProbe(path)
        fileExtension = clip.container.fileExtension
        media = Sidecar.Media(clip)
        facts = Facts(clip, nil)
        ffmpeg = try FFmpegVersion.text
    }
}
