import Analysis
import Testing

struct PictureMeterTests {
    /// A picture of one gray but for its first `light` samples, which are white.
    private func picture(_ level: UInt8, light: Int = 0, width: Int = 20, height: Int = 10) -> SmallPicture {
        let count = width * height
        return SmallPicture(
            width: width, height: height,
            luma: Array(repeating: 235, count: light) + Array(repeating: level, count: count - light),
            cb: Array(repeating: 128, count: count / 4), cr: Array(repeating: 128, count: count / 4))
    }

    private func measure(_ pictures: [SmallPicture], rate: Double = 10) -> PictureFacts {
        var meter = PictureMeter(frameRate: rate)
        for picture in pictures { meter.take(picture) }
        return meter.finish()
    }

    /// Frames that all differ.
    private func moving(_ count: Int) -> [SmallPicture] { (0..<count).map { picture(UInt8(60 + $0 % 2 * 40)) } }

    private func spans(_ spans: [FrameSpan]) -> [Range<Int>] { spans.map { $0.startFrame..<$0.endFrame } }

    @Test func findsNothingInNothing() {
        #expect(measure([]) == measure([]))
        let none = measure([])
        #expect(none.black.isEmpty && none.frozen.isEmpty && none.distinctFrames == 0 && none.heldFrames == 0)
    }

    @Test func findsBlackAtBothEndsAndInTheMiddle() {
        let black = picture(16)
        let pictures = [black, black] + moving(3) + [black] + moving(2) + [black, black, black]
        #expect(spans(measure(pictures).black) == [0..<2, 5..<6, 8..<11])
        #expect(spans(measure([black]).black) == [0..<1])
        #expect(measure(moving(6)).black.isEmpty)
    }

    @Test func callsBlackWhatIsDarkInNearlyEveryPlace() {
        #expect(measure([picture(38)]).black.count == 1)
        #expect(measure([picture(39)]).black.isEmpty)
        // 2 % of 200 samples.
        #expect(measure([picture(16, light: 4)]).black.count == 1)
        #expect(measure([picture(16, light: 5)]).black.isEmpty)
    }

    @Test func findsFrozenSpansOfHalfASecond() {
        let still = picture(130)
        // Five repeats at 10 a second are half a second; the span begins with the second of equals.
        #expect(spans(measure(moving(4) + Array(repeating: still, count: 6) + moving(4)).frozen) == [5..<10])
        #expect(measure(moving(4) + Array(repeating: still, count: 5) + moving(4)).frozen.isEmpty)
    }

    @Test func findsFrozenSpansAtBothEnds() {
        let still = picture(130)
        let frozen = Array(repeating: still, count: 7)
        #expect(spans(measure(frozen + moving(3)).frozen) == [1..<7])
        #expect(spans(measure(moving(3) + frozen).frozen) == [4..<10])
        #expect(spans(measure(frozen).frozen) == [1..<7])
    }

    @Test func countsHeldAndDistinctFrames() {
        let facts = measure(moving(4).flatMap { [$0, $0, $0] })
        #expect(facts.distinctFrames == 4 && facts.heldFrames == 8 && facts.frozen.isEmpty)
    }

    @Test func takesCodingNoiseForTheSamePicture() {
        // 200 samples: 11 levels in all are 0.055 of a level a sample, 12 are 0.06.
        func noisy(_ levels: Int) -> SmallPicture {
            var luma = [UInt8](repeating: 100, count: 200)
            for index in 0..<levels { luma[index * 7] = index % 2 == 0 ? 101 : 99 }
            return SmallPicture(
                width: 20, height: 10, luma: luma, cb: Array(repeating: 128, count: 50),
                cr: Array(repeating: 128, count: 50))
        }
        #expect(measure([noisy(0), noisy(11)]).heldFrames == 1)
        #expect(measure([noisy(0), noisy(12)]).heldFrames == 0)
    }

    @Test func takesAChangeOfSizeForAChange() {
        #expect(measure([picture(90), picture(90, width: 10, height: 20)]).heldFrames == 0)
    }

    @Test(arguments: [0, 0.5, 1e12, -3.0])
    func takesAnyRate(_ rate: Double) {
        #expect(measure(moving(3), rate: rate).distinctFrames == 3)
    }

    @Test func measuresBrightness() {
        #expect(PictureMeter.brightness(picture(16)) == 16)
        #expect(PictureMeter.brightness(picture(235)) == 235)
        #expect(abs(PictureMeter.brightness(picture(35, light: 100)) - 135) < 0.001)
    }
}
