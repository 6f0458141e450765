import Analysis
import Testing

struct PictureFaultTests {
    private static let pan = ShotScene(seed: 21).frames(30, speed: 0.4)

    private func measure(_ pictures: [SmallPicture]) -> PictureFacts {
        var meter = PictureMeter(frameRate: 10)
        for picture in pictures { meter.take(picture) }
        return meter.finish()
    }

    /// A pan with frames from `first` on replaced.
    private func pan(_ first: Int, _ others: [SmallPicture]) -> [SmallPicture] {
        var frames = Self.pan
        for (index, other) in others.enumerated() { frames[first + index] = other }
        return frames
    }

    private func flat(_ luma: UInt8, cb: UInt8 = 128, cr: UInt8 = 128) -> SmallPicture {
        let (w, h) = (ShotScene.width, ShotScene.height)
        return SmallPicture(
            width: w, height: h, luma: Array(repeating: luma, count: w * h), cb: Array(repeating: cb, count: w * h / 4),
            cr: Array(repeating: cr, count: w * h / 4))
    }

    @Test func aCleanPanHasNoFault() {
        let facts = measure(Self.pan)
        #expect(facts.flat.isEmpty && facts.flashes.isEmpty && facts.borders.isEmpty && facts.frozen.isEmpty)
    }

    @Test(arguments: [0, 14, 29])
    func framesOfOneColourAreFoundWhereverTheyAre(first: Int) {
        let white = measure(pan(first, [flat(235)])).flat
        #expect(white == [FlatSpan(colour: .white, frames: FrameSpan(startFrame: first, endFrame: first + 1))])
        let green = measure(pan(first, [flat(120, cb: 60, cr: 60)])).flat
        #expect(green == [FlatSpan(colour: .colour, frames: FrameSpan(startFrame: first, endFrame: first + 1))])
        // Black has spans of its own.
        #expect(measure(pan(first, [flat(16)])).flat.isEmpty)
    }

    @Test(arguments: [1, 2])
    func aFlashIsFound(length: Int) {
        let other = ShotScene(seed: 22).frames(length)
        #expect(measure(pan(12, other)).flashes == [FrameSpan(startFrame: 12, endFrame: 12 + length)])
        let bright = (12..<12 + length).map { ShotScene(seed: 21).picture(x: Double($0) * 0.4, lift: 60) }
        #expect(measure(pan(12, bright)).flashes == [FrameSpan(startFrame: 12, endFrame: 12 + length)])
    }

    @Test func neitherACutNorAShortShotIsAFlash() {
        let other = ShotScene(seed: 22).frames(30)
        #expect(measure(Array(Self.pan[..<15]) + other[..<15]).flashes.isEmpty)
        #expect(measure(pan(12, Array(other[..<3]))).flashes.isEmpty)
    }

    @Test(arguments: [1, 2])
    func aFlashRightAtACutIsFound(length: Int) {
        let shots = { (between: [SmallPicture]) in
            Array(Self.pan[..<15]) + between + ShotScene(seed: 22).frames(15, speed: 0.4)
        }
        let flash = [FrameSpan(startFrame: 15, endFrame: 15 + length)]
        #expect(measure(shots(Array(repeating: flat(235), count: length))).flashes == flash)
        #expect(measure(shots(ShotScene(seed: 23).frames(length, speed: 0.4))).flashes == flash)
    }

    @Test func aCutThatFellBetweenTwoFramesIsNoFlash() {
        let (first, second) = (Array(Self.pan[..<15]), ShotScene(seed: 22).frames(15, speed: 0.4))
        #expect(measure(first + [mixed(first[14], second[0], share: 0.4)] + second).flashes.isEmpty)
    }

    @Test func barsAreFoundOnBothSides() {
        // Four of 36 rows at the top, six at the bottom.
        let boxed = Self.pan.map { picture in
            var luma = picture.luma
            let w = picture.width
            for y in Array(0..<4) + Array(30..<36) { for x in 0..<w { luma[y * w + x] = 16 } }
            return SmallPicture(width: w, height: picture.height, luma: luma, cb: picture.cb, cr: picture.cr)
        }
        let bars = measure(boxed).borders
        #expect(abs(bars.top - 4 / 36.0) < 1e-9 && abs(bars.bottom - 6 / 36.0) < 1e-9)
        #expect(bars.left == 0 && bars.right == 0)
        // One picture without them, and they are no bars.
        #expect(measure(boxed + Self.pan[..<2]).borders.isEmpty)
    }

    @Test func aFrozenPictureMayBeRefined() {
        // A coder that spends new bits changes three samples in ten by a level.
        let last = Self.pan[29]
        let refined = SmallPicture(
            width: last.width, height: last.height,
            luma: last.luma.enumerated().map { $0 % 10 < 3 ? $1 - 1 : $1 }, cb: last.cb, cr: last.cr)
        let frames = Self.pan + Array(repeating: last, count: 5) + Array(repeating: refined, count: 5)
        #expect(measure(frames).frozen == [FrameSpan(startFrame: 30, endFrame: 40)])
        // A slow move goes on, where a refinement comes once.
        let slow = ShotScene(seed: 21).frames(20, speed: 0.02)
        #expect(measure(Array(repeating: slow[0], count: 3) + slow).frozen.isEmpty)
    }

    @Test func aPictureThatStopsIsToldFromAStillScene() {
        let stopped = measure(Self.pan + Array(repeating: Self.pan[29], count: 10))
        #expect(stopped.frozen == [FrameSpan(startFrame: 30, endFrame: 40)] && stopped.stops == [true])
        let still = measure(Array(repeating: Self.pan[0], count: 20))
        #expect(still.stops == [false])
    }
}
