import Media
import Testing

/// Pictures made of numbers, so that their likeness can be computed.
struct ComparisonTests {
    private func picture(_ width: Int = 34, _ height: Int = 18, differing: Int = 0, by difference: UInt8 = 0) throws
        -> VideoFrame
    {
        try VideoFrame.computed(PictureFormat(width: width, height: height)) { x, y in
            let plain = UInt8(truncatingIfNeeded: 3 * x + 5 * y) / 2
            return y * width + x < differing ? plain + difference : plain
        } chroma: { x, y in
            (UInt8(100 + x), UInt8(120 + y))
        }
    }

    @Test func findsEqualPicturesEqual() throws {
        let (a, b) = (try picture(), try picture())
        #expect(a.digest == b.digest)
        #expect(a.peakSignalToNoise(b) == .infinity)
    }

    @Test func seesASingleSample() throws {
        let (a, b) = (try picture(), try picture(differing: 1, by: 1))
        #expect(a.digest != b.digest)
        // One step in one of 34 x 18 and two of 17 x 9 samples: 10 log10(255^2 * 918).
        #expect(abs(try #require(a.peakSignalToNoise(b)) - 77.76) < 0.01)
    }

    @Test func measuresAllSamples() throws {
        let all = 34 * 18
        let likeness = try picture().peakSignalToNoise(try picture(differing: all, by: 10))
        // 10 log10(255^2 / (100 * 612 / 918))
        #expect(abs(try #require(likeness) - 29.89) < 0.01)
    }

    @Test func comparesNoPicturesOfDifferentSize() throws {
        #expect(try picture().peakSignalToNoise(try picture(36, 18)) == nil)
        #expect(try picture().digest != picture(36, 18).digest)
    }
}
