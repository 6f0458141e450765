package import Media

/// A small JPEG of every frame: about 3 kB each, so that any frame can be shown when it is known which ones matter.
///
/// A final class, used from one thread.
package final class FrameStrip {
    /// The longer side of a picture.
    private static let side = 160

    private let scaler: Scaler
    private let format: PictureFormat
    /// The JPEGs, one for each frame taken.
    package private(set) var pictures: [[UInt8]] = []

    /// For pictures of this format.
    package init(reduced: PictureFormat) {
        let size = PictureSize(width: reduced.width, height: reduced.height)
            .fitting(maxWidth: Self.side, maxHeight: Self.side)
        format = JPEG.format(width: size.width, height: size.height)
        scaler = Scaler(to: format, filter: .area)
    }

    /// Size of each picture.
    package var size: PictureSize { PictureSize(width: format.width, height: format.height) }

    /// Keeps the next frame.
    package func take(_ picture: VideoFrame) throws {
        pictures.append(try JPEG.encode(try scaler.scale(picture), quantizer: 6))
    }
}
