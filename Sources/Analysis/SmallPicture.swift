/// A frame reduced to about 14,400 pixels (160x90 for 16:9), the one small picture that every
/// detector shares: planar 4:2:0, 8 bits, video range (black 16, white 235), upright and with square
/// pixels.
///
/// The area is the same whatever the clip's aspect, so that a frame costs the same in portrait and in
/// landscape; the sides are even and at least 16.
public struct SmallPicture: Sendable, Equatable {
    /// Columns of ``luma``.
    public let width: Int
    /// Rows of ``luma``.
    public let height: Int
    /// `width * height` bytes, rows from the top, without padding.
    public let luma: [UInt8]
    /// Blue difference, half as wide and high as the luma; 128 is neutral.
    public let cb: [UInt8]
    /// Red difference, half as wide and high as the luma; 128 is neutral.
    public let cr: [UInt8]

    /// Takes planes without padding. Planes of any other size are our own mistake.
    public init(width: Int, height: Int, luma: [UInt8], cb: [UInt8], cr: [UInt8]) {
        precondition(width >= 2 && height >= 2 && width % 2 == 0 && height % 2 == 0, "sides are even")
        precondition(luma.count == width * height, "luma fills the picture")
        precondition(cb.count == luma.count / 4 && cr.count == luma.count / 4, "chroma is 4:2:0")
        self.width = width
        self.height = height
        self.luma = luma
        self.cb = cb
        self.cr = cr
    }
}
