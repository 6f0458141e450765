internal import Media
internal import Timing

/// Codes frames of a clip in the source's size, chroma, depth and colours.
///
/// A final class, used from one thread.
final class ShotCoder {
    private(set) var encoder: VideoEncoder
    private let format: PictureFormat
    private let scaler: Scaler

    /// A coder for pictures like `frame`.
    ///
    /// - Parameter timeBase: ticks of the frames' times.
    init(_ coding: VideoCoding, of video: VideoStreamInfo, like frame: VideoFrame, timeBase: Rational) throws {
        let layout = PixelLayout.closest(to: frame.pixelFormat, width: frame.width, height: frame.height)
        let isRGB = ["rgb", "gbr", "bgr"].contains { frame.pixelFormat.contains($0) }
        let format = PictureFormat(
            width: frame.width, height: frame.height, layout: layout, colour: isRGB ? .bt709 : video.colour)
        self.format = format
        scaler = Scaler(to: format, filter: .bicubic)
        // The left is what unsaid means, and what FFmpeg calls it then.
        let place = video.chromaPlace.flatMap { $0.number > 0 ? $0 : nil }
        encoder = try VideoEncoder(
            coding, format: format, sampleAspectRatio: video.sampleAspectRatio, timeBase: timeBase,
            frameRate: video.declaredFrameRate, light: video.light, chromaPlace: place,
            isInterlaced: frame.isInterlaced && coding.codec == .h264)
    }

    /// How many places a picture may come late, by x264's and x265's pyramids of B-pictures.
    let reordered = 2

    /// Codes a frame that is shown at `tick` for `duration` ticks.
    func take(
        _ frame: VideoFrame, at tick: Int, for duration: Int, each body: (borrowing Packet) throws -> Void
    ) throws {
        try encoder.encode(try fitted(frame), pts: tick, duration: duration, each: body)
    }

    /// Codes what is left.
    func finish(each body: (borrowing Packet) throws -> Void) throws { try encoder.finish(each: body) }

    /// A clip may change its size in the middle; the coder reads as many pixels as it was told at the start.
    private func fitted(_ frame: VideoFrame) throws -> VideoFrame {
        let fits =
            frame.plainFormat == format.layout.rawValue && frame.width == format.width && frame.height == format.height
        return fits ? frame : try scaler.scale(frame)
    }
}
