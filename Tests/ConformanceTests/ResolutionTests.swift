internal import Conformance
internal import Testing
internal import Timing

struct ResolutionTests {
    private func nominal(_ facts: Facts, _ sizes: String...) -> Check.Status? {
        status("video.resolution", facts) { $0.size = ordered(.nominal(sizes.compactMap(FrameSize.init))) }
    }

    @Test(arguments: [
        (1920, 1080, Check.Status.pass),
        (1980, 1044, .pass),  // seen in a delivery from an image
        (1920, 1037, .pass), (1920, 1036, .fail),  // 96 % of the pixels
        (1825, 1080, .fail),  // 95 % of the width, but of the pixels too
        (1920, 1123, .pass), (1920, 1124, .warn),  // 104 % of the pixels
        (1824, 1137, .pass), (1823, 1137, .fail),  // 95 % of the width
        (3840, 2160, .warn), (1280, 720, .fail), (1080, 1920, .fail),
    ])
    func nominalSizesAllowForWhatGeneratorsDeliver(width: Int, height: Int, wanted: Check.Status) {
        #expect(nominal(clip(width, height), "1920x1080") == wanted)
    }

    @Test func sizeNearToTheNominal720pPasses() {
        #expect(nominal(clip(1284, 716), "1280x720") == .pass)
    }

    @Test func theBestFittingOfSeveralSizesCounts() {
        #expect(nominal(clip(960, 960), "720x720", "960x960") == .pass)
        #expect(nominal(clip(720, 720), "960x960", "720x720") == .pass)
        #expect(nominal(clip(540, 540), "720x720", "960x960") == .fail)
    }

    @Test func anExactSizeAllowsNoOther() {
        func exactly(_ facts: Facts) -> Check.Status? {
            status("video.resolution", facts) { $0.size = ordered(.exactly([FrameSize(1920, 1080)!])) }
        }
        #expect(exactly(clip(1920, 1080)) == .pass)
        #expect(exactly(clip(1920, 1082)) == .fail)
        #expect(exactly(clip(3840, 2160)) == .fail)
    }

    @Test func pixelsStretchedByTheirShapeDoNotCountAsDetail() {
        let facts = goodClip { $0.video?.storedSize = FrameSize(1440, 1080) }
        let made = check("video.resolution", facts) { $0.size = ordered(.nominal([FrameSize(1920, 1080)!])) }
        #expect(made?.status == .fail)
        #expect(made?.actual == "1440x1080, shown as 1920x1080")
    }

    @Test(arguments: [90, -90, 270])
    func aRotatedClipIsComparedUpright(rotation: Int) {
        let facts = goodClip {
            $0.video?.storedSize = FrameSize(1080, 1920)
            $0.video?.rotation = rotation
        }
        #expect(nominal(facts, "1920x1080") == .pass)
    }

    @Test func withoutAKnownSizeTheCheckIsNotEvaluated() {
        let facts = goodClip { $0.video = VideoFacts() }
        #expect(nominal(facts, "1920x1080") == .notEvaluated)
        #expect(nominal(goodClip { $0.video = nil }, "1920x1080") == .notEvaluated)
    }

    @Test(arguments: [
        (1920, 1080, Check.Status.pass),
        (1830, 1000, .pass), (1832, 1000, .warn),  // 3 % of 16:9
        (1955, 1000, .warn), (1956, 1000, .fail),  // 10 %
        (1727, 1000, .pass), (1725, 1000, .warn),
        (1617, 1000, .warn), (1616, 1000, .fail),
        (1980, 1044, .warn), (1080, 1920, .fail),
    ])
    func shapesNearTheOrderedOnePass(width: Int, height: Int, wanted: Check.Status) {
        #expect(status("video.aspect", clip(width, height)) { $0.aspect = ordered(Rational(16, 9)!) } == wanted)
    }

    @Test func aShapeIsTheOneThatIsShown() {
        let facts = goodClip { $0.video?.storedSize = FrameSize(1440, 1080) }
        #expect(status("video.aspect", facts) { $0.aspect = ordered(Rational(16, 9)!) } == .pass)
    }

    @Test func withoutAKnownShapeTheCheckIsNotEvaluated() {
        let facts = goodClip { $0.video?.displaySize = nil }
        #expect(status("video.aspect", facts) { $0.aspect = ordered(Rational(16, 9)!) } == .notEvaluated)
    }

    @Test(arguments: ["", "1920", "1920x", "x1080", "0x1080", "-1x5", "1920x1080x3", "70000x2", "1920X1080"])
    func strangeSizesAreNotRead(text: String) {
        #expect(FrameSize(text) == nil)
    }
}
