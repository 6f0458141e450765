package import Timing

/// The picture of a clip, as measured.
package struct VideoFacts: Sendable, Equatable, Codable {
    /// FFmpeg's name, such as "h264".
    package var codec: String?
    /// Width and height as a player shows them, after rotation and pixel shape.
    package var displaySize: FrameSize?
    /// Width and height as stored, before rotation and pixel shape.
    package var storedSize: FrameSize?
    /// Width over height of one pixel; 1/1 is square.
    package var sampleAspectRatio: Rational?
    /// Degrees by which a player turns the stored picture.
    package var rotation: Int?
    /// How fine the detail in the pictures is; `nil` when nobody looked.
    package var detail: DetailFacts?
    /// Frames a second; the average where it varies.
    package var frameRate: Rational?
    /// Whether frames last unequally long.
    package var variableFrameRate: Bool?
    /// How many frames there are.
    package var frames: Int?
    /// From the first frame to the end of the last.
    package var duration: MediaTime?
    /// FFmpeg's name, such as "yuv420p".
    package var pixelFormat: String?
    /// Bits a sample.
    package var bitDepth: Int?
    /// The codec's level as its standard writes it, "5.1".
    package var level: String?
    /// Colour tags by FFmpeg's names, such as "bt709"; `nil` where the stream says nothing.
    package var primaries: String?
    package var transfer: String?
    package var matrix: String?
    /// "tv" for video range, "pc" for full.
    package var range: String?
    /// What the stream says of its light; `nil` for nothing.
    package var light: LightFacts?
    /// Whether the stream is coded as fields.
    package var interlaced: Bool?

    /// A picture of which nothing is known yet.
    package init() {}

    /// The stored pixels turned the way they are shown: what was really delivered in each direction.
    /// The shown size where the stored one is not known.
    var uprightSize: FrameSize? {
        guard let storedSize else { return displaySize }
        let quarters = (rotation ?? 0) / 90
        return quarters % 2 == 0 ? storedSize : storedSize.turned
    }

    var dynamicRange: DynamicRange { DynamicRange(transfer: transfer) }

    /// How long one frame lasts; `nil` where the rate is not known.
    var frameLength: MediaTime? {
        guard let length = frameRate?.reciprocal, length.numerator > 0 else { return nil }
        return MediaTime(ticks: 1, timeBase: length)
    }
}
