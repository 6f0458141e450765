public import Foundation
internal import Library
public import Timing

/// What a file is, as its headers and the count of its packets say.
public struct MediaFacts: Sendable {
    /// The container in FFmpeg's word, "mp4".
    public let container: String
    /// The length of the longest stream; `nil` where the file does not say.
    public let duration: MediaTime?
    /// The picture's codec in FFmpeg's word, "h264".
    public let codec: String
    /// Columns of pixels, before any rotation.
    public let width: Int
    /// Rows of pixels, before any rotation.
    public let height: Int
    /// How far a player turns the picture, in degrees clockwise.
    public let rotation: Int
    /// Frames a second, exactly: 30000/1001. `nil` where it cannot be said.
    public let frameRate: Rational?
    /// Whether frames last differently long.
    public let hasVariableFrameRate: Bool
    /// How many pictures it shows; `nil` where nobody counted.
    public let frames: Int?
    /// Whether there is a sound track.
    public let hasSound: Bool
    /// Everything, as `dailies probe --json` prints it and the sidecar's schema describes it under `media`.
    public let json: Data

    init(_ media: Sidecar.Media) throws {
        container = media.container.format
        duration = media.duration
        codec = media.video.codec
        width = media.video.width
        height = media.video.height
        rotation = media.video.rotation
        frameRate = media.video.frameRate
        hasVariableFrameRate = media.video.variableFrameRate
        frames = media.video.frames
        hasSound = media.audio != nil
        json = try CanonicalJSON.encode(media)
    }
}
