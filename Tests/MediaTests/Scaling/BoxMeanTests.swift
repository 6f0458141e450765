internal import Media
internal import Support
internal import Testing

/// Whole reductions against the mean that anybody would write down.
struct BoxMeanTests {
    /// Samples without a pattern.
    private func noise(_ width: Int, _ height: Int, seed: UInt64) throws -> VideoFrame {
        var generator = SeededGenerator(seed: seed)
        func sample() -> UInt8 { UInt8.random(in: 0...255, using: &generator) }
        return try VideoFrame.computed(PictureFormat(width: width, height: height)) { _, _ in
            sample()
        } chroma: { _, _ in
            (sample(), sample())
        }
    }

    private func mean(_ samples: [UInt8], _ width: Int, _ factor: Int) -> [Double] {
        let (columns, rows) = (width / factor, samples.count / width / factor)
        return (0..<rows * columns).map { place in
            let (row, column) = (place / columns * factor, place % columns * factor)
            let square = (0..<factor * factor).map { samples[(row + $0 / factor) * width + column + $0 % factor] }
            return Double(square.reduce(0) { $0 + Int($1) }) / Double(factor * factor)
        }
    }

    @Test(arguments: [
        (2, 10, 6), (2, 130, 2), (3, 8, 4), (3, 10, 2), (3, 18, 2), (3, 20, 4), (3, 130, 2), (4, 6, 6),
        (6, 34, 4), (8, 4, 4), (16, 4, 2),
    ])
    func eachSampleIsTheMeanOfItsSquare(_ factor: Int, _ width: Int, _ height: Int) throws {
        let picture = try noise(width * factor, height * factor, seed: UInt64(factor * width))
        let scaler = Scaler(to: PictureFormat(width: width, height: height), filter: .mean)
        let reduced = try scaler.scale(picture)
        #expect(reduced.width == width && reduced.height == height)
        for plane in 0..<3 {
            let wanted = mean(picture.plane(plane), plane == 0 ? width * factor : width * factor / 2, factor)
            for (found, mean) in zip(reduced.plane(plane), wanted) { #expect(abs(Double(found) - mean) <= 0.5) }
        }
    }

    @Test(arguments: [2, 3, 16])
    func theBrightestAndTheDarkestStayWhatTheyAre(_ factor: Int) throws {
        for level in [UInt8](arrayLiteral: 0, 1, 254, 255) {
            let picture = try VideoFrame.blank(
                PictureFormat(width: 4 * factor, height: 4 * factor), luma: level, cb: level, cr: level)
            let reduced = try Scaler(to: PictureFormat(width: 4, height: 4), filter: .mean).scale(picture)
            #expect((0..<3).allSatisfy { reduced.plane($0).allSatisfy { $0 == level } })
        }
    }

    @Test func whatIsMoreThanAMeanIsLeftToTheScaler() throws {
        // Of another range, of another size, of a size that no whole number makes: the colours come out right all the same.
        let full = PictureFormat(width: 96, height: 54, colour: ColourTags(matrix: "bt709", range: "pc"))
        let white = try VideoFrame.blank(full, luma: 255, cb: 128, cr: 128)
        #expect(try Scaler(to: PictureFormat(width: 32, height: 18), filter: .mean).scale(white).plane(0)[100] == 235)
        let gray = try VideoFrame.blank(PictureFormat(width: 100, height: 54), luma: 90, cb: 120, cr: 140)
        for (width, height) in [(100, 54), (50, 26), (34, 18), (200, 108)] {
            let scaled = try Scaler(to: PictureFormat(width: width, height: height), filter: .mean).scale(gray)
            #expect(scaled.width == width && scaled.plane(0)[width + 1] == 90 && scaled.plane(2)[3] == 140)
        }
    }
}
