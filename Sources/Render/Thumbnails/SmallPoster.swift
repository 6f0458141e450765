internal import Media

/// A still made smaller, for a page that holds many.
package enum SmallPoster {
    /// The picture that fits into a square of `side` pixels, as a JPEG.
    ///
    /// - Parameter quantizer: 1 is best, 31 worst.
    package static func jpeg(_ still: [UInt8], side: Int, quantizer: Int) throws -> [UInt8] {
        let frame = try JPEG.decode(still)
        let size = PictureSize(width: frame.width, height: frame.height).fitting(maxWidth: side, maxHeight: side)
        let small = try Scaler(to: JPEG.format(width: size.width, height: size.height), filter: .area).scale(frame)
        return try JPEG.encode(small, quantizer: quantizer)
    }
}
