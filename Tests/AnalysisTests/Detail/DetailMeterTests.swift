import Analysis
import Support
import Testing

struct DetailMeterTests {
    @Test func tellsAPictureOfItsOwnSize() {
        guard case .size(let width, let height, let confidence) = Texture(256, 160, seed: 1).trueResolution else {
            Issue.record("no size was told")
            return
        }
        #expect(width == 256 && height == 160 && confidence > 0.7)
    }

    // By exactly two and smoothly, noise gets a fall that pictures have too; clips are told, see scripts/verify-resolution.
    @Test(arguments: [
        (256, Texture.Kernel.nearest), (341, .nearest), (171, .nearest), (341, .bilinear), (171, .bilinear),
        (341, .bicubic), (171, .bicubic),
    ])
    func tellsAnEnlargedPicture(width: Int, kernel: Texture.Kernel) {
        // As large as fills the blocks that are looked at; a smaller one tells less surely.
        let enlarged = Texture(width, width * 5 / 8, seed: 2).enlarged(to: 512, 320, kernel)
        guard case .size(let width, let height, let confidence) = enlarged.trueResolution else {
            Issue.record("no size was told")
            return
        }
        #expect(width < 400 && height < 250 && confidence > 0.95)
    }

    @Test func doesNotAccuseASoftPicture() {
        var soft = Texture(256, 160, seed: 3)
        soft.blur()
        if case .size(let width, _, let confidence) = soft.trueResolution { #expect(width == 256 || confidence < 0.9) }
    }

    @Test func findsNoDetailInAFlatPicture() {
        #expect(Texture(256, 160, seed: 4, strength: 0).trueResolution == .unknown(.noDetail))
    }

    @Test func findsNoDetailInBlack() {
        var meter = DetailMeter()
        meter.take(luma: [UInt8](repeating: 16, count: 256 * 160), width: 256, height: 160)
        #expect(meter.finish() == .unknown(.noDetail))
    }

    @Test(arguments: [256, 257, 320]) func looksAtAPictureWhereItLies(stride: Int) {
        let picture = Texture(256, 160, seed: 6)
        var padded: [UInt8] = []
        for row in 0..<160 {
            padded += picture.luma[row * 256..<(row + 1) * 256]
            // What lies between the rows is somebody else's.
            if row < 159 { padded += [UInt8](repeating: row % 2 == 0 ? 255 : 0, count: stride - 256) }
        }
        var meter = DetailMeter()
        meter.take(luma: padded.span, stride: stride, width: 256, height: 160)
        #expect(meter.finish() == picture.trueResolution)
    }

    @Test func saysNothingOfASmallPictureOrNone() {
        #expect(DetailMeter().finish() == .unknown(.tooSmall))
        #expect(Texture(160, 90, seed: 5).trueResolution == .unknown(.tooSmall))
        #expect(Texture(5, 3, seed: 5).trueResolution == .unknown(.tooSmall))
    }

    @Test func isNotSureWhereSomeFramesShowDetailOfTheirOwnSize() {
        let enlarged = Texture(128, 80, seed: 8).enlarged(to: 256, 160, .nearest)
        func confidence(_ pictures: [Texture]) -> Double {
            var meter = DetailMeter()
            for picture in pictures { meter.take(luma: picture.luma, width: 256, height: 160) }
            guard case .size(let width, _, let confidence) = meter.finish(), width < 256 else { return 0 }
            return confidence
        }
        #expect(confidence([enlarged, enlarged, enlarged]) > 0.9)
        // Weaker, so that the sharper half of the frames is enlarged.
        let own = Texture(256, 160, seed: 8, strength: 5)
        #expect((0.5...0.75).contains(confidence([enlarged, enlarged, enlarged, own])))
    }

    @Test func takesTheSharperFrames() {
        var meter = DetailMeter()
        let sharp = Texture(256, 160, seed: 6)
        var soft = sharp
        soft.blur()
        for frame in [sharp, soft] { meter.take(luma: frame.luma, width: 256, height: 160) }
        #expect(meter.finish() == sharp.trueResolution)
    }

    @Test func beginsAnewWhenTheSizeChanges() {
        var meter = DetailMeter()
        let enlarged = Texture(128, 80, seed: 7).enlarged(to: 320, 160, .bilinear)
        meter.take(luma: enlarged.luma, width: 320, height: 160)
        let last = Texture(256, 160, seed: 7)
        meter.take(luma: last.luma, width: 256, height: 160)
        #expect(meter.finish() == last.trueResolution)
    }
}
