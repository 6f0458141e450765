/// A frame that was kept as a picture because a shot may want it for its thumbnail.
package struct Still: Sendable, Equatable {
    /// The frame's number in the clip.
    package let frame: Int
    /// The JPEG's size. At one quality, detail takes bytes and blur does not, so of a shot's frames
    /// the largest is the sharpest.
    package let bytes: Int
    /// Mean brightness of the picture, 16 (black) to 235 (white).
    package let brightness: Double

    package init(frame: Int, bytes: Int, brightness: Double) {
        self.frame = frame
        self.bytes = bytes
        self.brightness = brightness
    }

    /// Too dark or too bright to show anything.
    package var isEmpty: Bool { brightness < 24 || brightness > 228 }

    /// The frame that stands best for `frames`: not empty, among the sharpest fifth in detail, and of
    /// those the closest to the middle. `blended` frames are mixed of two shots and come last.
    package static func best(of stills: [Still], in frames: Range<Int>, avoiding blended: ClosedRange<Int>? = nil)
        -> Still?
    {
        let inside = stills.filter { frames.contains($0.frame) }
        let pure = inside.filter { !(blended?.contains($0.frame) ?? false) }
        let candidates = pure.isEmpty ? inside : pure
        let shown = candidates.filter { !$0.isEmpty }
        let pool = shown.isEmpty ? candidates : shown
        guard let sharpest = pool.map(\.bytes).max() else { return nil }
        let middle = (frames.lowerBound + frames.upperBound - 1) / 2
        return pool.filter { $0.bytes * 5 >= sharpest * 4 }
            .min { abs($0.frame - middle) < abs($1.frame - middle) }
    }
}
