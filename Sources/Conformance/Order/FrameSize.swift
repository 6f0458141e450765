/// Width and height of a picture in pixels, both at least 1.
package struct FrameSize: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Pixels from left to right.
    package let width: Int
    /// Lines from top to bottom.
    package let height: Int

    /// A size up to 65536 pixels a side, or `nil` for what no picture has.
    package init?(_ width: Int, _ height: Int) {
        guard (1...65536).contains(width), (1...65536).contains(height) else { return nil }
        self.width = width
        self.height = height
    }

    /// Reads "1920x1080"; `nil` for anything else.
    package init?(_ text: String) {
        let sides = text.split(separator: "x", omittingEmptySubsequences: false)
        guard sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]) else { return nil }
        self.init(width, height)
    }

    /// How many pixels that is.
    package var pixels: Int { width * height }
    /// Width over height.
    package var aspect: Double { Double(width) / Double(height) }
    /// The same picture turned by a quarter.
    package var turned: FrameSize { FrameSize(height, width)! }
    /// "1920x1080".
    package var description: String { "\(width)x\(height)" }
}
