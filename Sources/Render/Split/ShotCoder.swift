internal import Media
internal import Timing

/// Codes one shot's frames, visually lossless, in the source's size, chroma, depth and colours.
///
/// A final class, used from one thread.
final class ShotCoder {
    private var encoder: VideoEncoder
    private let file: ShotFile
    private let format: PictureFormat
    private let scaler: Scaler
    private let times: FrameTimes
    private let first: Int

    /// x264 at CRF 12: on the clips measured no seam is seen, and the preset costs what a proxy costs.
    private static let options = [("crf", "12"), ("preset", "veryfast")]

    init(
        source: String, path: String, frames: Range<Int>, times: FrameTimes, like frame: VideoFrame,
        shot: ShotFile.Shot
    ) throws {
        let demuxer = try Demuxer(opening: source)
        let video = demuxer.video!
        let layout = PixelLayout.closest(to: frame.pixelFormat, width: frame.width, height: frame.height)
        let isRGB = ["rgb", "gbr", "bgr"].contains { frame.pixelFormat.contains($0) }
        let format = PictureFormat(
            width: frame.width, height: frame.height, layout: layout, colour: isRGB ? .bt709 : video.colour)
        self.format = format
        scaler = Scaler(to: format, filter: .bicubic)
        let encoder = try VideoEncoder(
            VideoCoding(.h264, options: Self.options.map { (key: $0.0, value: $0.1) }), format: format,
            sampleAspectRatio: video.sampleAspectRatio, timeBase: times.timeBase,
            frameRate: video.declaredFrameRate)
        file = try ShotFile(
            encodingTo: path, container: .mp4, of: demuxer, encoder: encoder, shot: shot)
        self.encoder = encoder
        self.times = times
        first = frames.lowerBound
    }

    /// Codes the clip's frame `number`.
    func take(_ frame: VideoFrame, number: Int) throws {
        // A clip may change its size in the middle; the coder reads as many pixels as it was told at the start.
        let fits =
            frame.pixelFormat == format.layout.rawValue && frame.width == format.width && frame.height == format.height
        let picture = fits ? frame : try scaler.scale(frame)
        try encoder.encode(
            picture, pts: times.ticks[number] - times.ticks[first], duration: times.duration(of: number)
        ) { try file.write($0) }
    }

    /// Codes what is left, and gives the file for closing.
    func finish() throws -> ShotFile {
        try encoder.finish { try file.write($0) }
        return file
    }
}
