package import Media

/// The one reduction of the source's pixels: upright, square pixels, 8-bit 4:2:0 BT.709, small enough for
/// a 720p proxy, on a checkerboard where they have alpha. Everything smaller derives from it.
///
/// A final class, used from one thread.
package final class Reducer {
    /// Format of the pictures that come out.
    package let format: PictureFormat
    /// The landscape box of the reduction that everything shares.
    package static let maxWidth = 1280
    package static let maxHeight = 720
    private let scaler: Scaler
    /// What is done to the scaled picture; `nil` for nothing.
    private let filters: String?
    private var graph: FilterGraph?

    /// A reduction of the track's pictures into a landscape box of `maxWidth` by `maxHeight`.
    ///
    /// - Parameter keepsLight: whether pictures of high dynamic range stay what they are, in 10 bits, in place of BT.709.
    package init(
        of video: VideoStreamInfo, maxWidth: Int = Reducer.maxWidth, maxHeight: Int = Reducer.maxHeight,
        keepsLight: Bool = false
    ) {
        let size = PictureSize(displayOf: video).fitting(maxWidth: maxWidth, maxHeight: maxHeight)
        var format = PictureFormat(width: size.width, height: size.height)
        let isKept = keepsLight && video.colour.isHighDynamicRange
        if isKept { (format.layout, format.colour) = (.yuv420TenBit, ColourMapping.limitedRange(of: video)) }
        self.format = format
        let mapping = isKept ? nil : ColourMapping(of: video)
        let turned = video.rotation % 180 != 0
        let (width, height) = turned ? (size.height, size.width) : (size.width, size.height)
        // The mean of whole pixels is as good as what a wider filter gives, and takes a tenth of the time of swscale's bicubic.
        let isWhole = video.width % width == 0 && video.height % height == 0
        var scaled = format
        (scaled.width, scaled.height) = (width, height)
        if let mapping { (scaled.layout, scaled.colour) = (ColourMapping.workingLayout, mapping.working) }
        scaler = Scaler(
            to: scaled, filter: isWhole && (video.width, video.height) != (width, height) ? .mean : .bicubic,
            alpha: .onCheckerboard)
        let all = [mapping?.filters, Self.turn(video.rotation, mirrored: video.mirrored)].compactMap { $0 }
        filters = all.isEmpty ? nil : all.joined(separator: ",")
    }

    /// The reduced picture, with the same times.
    package func reduce(_ frame: VideoFrame) throws(FFmpegError) -> VideoFrame {
        let scaled = try scaler.scale(frame)
        guard let filters else { return scaled }
        if graph == nil { graph = try FilterGraph(filters, like: scaled) }
        return try graph!.apply(to: scaled)
    }

    /// The filter that sets a picture upright, as FFmpeg's own program chooses it; `nil` for none.
    private static func turn(_ degrees: Int, mirrored: Bool) -> String? {
        switch (degrees, mirrored) {
        case (0, false): nil
        case (90, false): "transpose=clock"
        case (180, false): "hflip,vflip"
        case (270, false): "transpose=cclock"
        case (0, true): "vflip"
        case (90, true): "transpose=cclock_flip"
        case (180, true): "hflip"
        default: "transpose=clock_flip"
        }
    }
}
