internal import Conformance
internal import Testing
internal import Timing

/// The rules about what pictures show, at both ends of what they accept.
struct PictureRuleTests {
    // The good clip has 121 frames.
    @Test(arguments: [
        ([], Check.Status.pass), ([0..<1], .warn), ([120..<121], .warn), ([50..<52], .pass), ([50..<53], .warn),
        ([0..<121], .fail), ([1..<3], .pass),
    ])
    func blackIsAFaultAtTheEndsAndWhenItLasts(spans: [Range<Int>], wanted: Check.Status) {
        let black = clip(pictures: { $0.black = spans.map(frames) })
        #expect(status("picture.black", black) { _ in } == wanted)
        let white = clip(pictures: { $0.white = spans.map(frames) })
        #expect(status("picture.flat", white) { _ in } == wanted)
        let green = clip(pictures: { $0.oneColour = spans.map(frames) })
        #expect(status("picture.flat", green) { _ in } == wanted)
    }

    @Test func aFadeThroughBlackIsMeant() {
        let fade = { (extent: Range<Int>) in
            clip(pictures: {
                $0.black = [frames(50..<58)]
                $0.fades = [frames(extent)]
            })
        }
        #expect(status("picture.black", fade(48..<60)) { _ in } == .pass)
        // Cut to black and back is not a fade, whatever the shots say.
        #expect(status("picture.black", fade(50..<61)) { _ in } == .warn)
    }

    @Test func theEvidenceNamesTheFrames() {
        let made = check("picture.frozen", clip(pictures: { $0.frozen = [frames(100..<121)] })) { _ in }
        #expect(made?.status == .warn && made?.evidence == [frames(100..<121)])
        #expect(made?.message.hasPrefix("The clip ends on a frozen picture") == true)
        #expect(status("picture.frozen", clip(pictures: { $0.still = [frames(1..<121)] })) { _ in } == .pass)
    }

    @Test func repeatsCountFromAShareOn() {
        let held = { (count: Int) in
            clip(pictures: { $0.motion?.held = (0..<count).map { frames($0 * 10..<$0 * 10 + 1) } })
        }
        #expect(status("motion.held", held(1)) { _ in } == .pass)
        #expect(status("motion.held", held(2)) { _ in } == .warn)
    }

    @Test func aDoubledRateThatWasOrderedFails() {
        let doubled = clip(pictures: {
            $0.motion?.held = stride(from: 1, to: 121, by: 2).map { frames($0..<$0 + 1) }
            $0.motion?.heldPeriod = 2
        })
        let made = check("motion.held", doubled) { _ in }
        #expect(made?.status == .warn)
        #expect(made?.message == "Every other frame repeats the one before: 12 fps in a file of 24 fps.")
        #expect(status("motion.held", doubled) { $0.frameRate = ordered(.oneOf([Rational(24)])) } == .fail)
    }

    @Test func withoutMotionNothingIsSaidOfIt() {
        let still = clip(pictures: { $0.motion = nil })
        for id in ["motion.held", "motion.blended", "motion.skipped"] {
            #expect(status(id, still) { _ in } == .notEvaluated)
        }
    }

    @Test func barsAndFlashesWarn() {
        let bars = clip(pictures: { $0.borders = .init(top: 140, bottom: 140) })
        #expect(check("picture.borders", bars) { _ in }?.actual == "top 140, bottom 140 pixels")
        let flash = clip(pictures: { $0.flashes = [frames(7..<8)] })
        #expect(check("picture.flash", flash) { _ in }?.actual == "1 flash")
    }

    // 1920x1080 at 24 a second is 8160 macroblocks, 195,840 a second: level 4.0 allows 8192 and 245,760.
    @Test(arguments: [
        ("h264", String?("4.0"), 24, Check.Status.pass), ("h264", "4.0", 30, .pass), ("h264", "4.0", 31, .warn),
        ("h264", "3.2", 24, .warn), ("hevc", "4.0", 32, .pass), ("hevc", "4.0", 33, .warn),
        ("vp9", "4.0", 24, .notEvaluated),
        ("h264", nil, 24, .notEvaluated),
    ])
    func levelsAreHeldAgainstTheirStandard(codec: String, level: String?, rate: Int, wanted: Check.Status) {
        let facts = goodClip {
            $0.video?.codec = codec
            $0.video?.level = level
            $0.video?.frameRate = Rational(rate)
        }
        #expect(status("video.level", facts) { _ in } == wanted)
    }

    @Test(arguments: [
        (nil, nil, nil, nil, Check.Status.pass), ("bt709", "bt709", "bt709", "tv", .pass),
        ("bt709", "bt709", "smpte170m", "tv", .warn), ("bt709", "bt709", "bt709", "pc", .warn),
        ("bt2020", "smpte2084", "bt2020nc", "tv", .warn), ("bt2020", "bt709", "bt2020nc", "tv", .warn),
    ])
    func tagsHaveToAgree(primaries: String?, transfer: String?, matrix: String?, range: String?, wanted: Check.Status) {
        let facts = goodClip {
            $0.video?.primaries = primaries
            $0.video?.transfer = transfer
            $0.video?.matrix = matrix
            $0.video?.range = range
        }
        #expect(status("video.colour", facts) { _ in } == wanted)
    }
}
