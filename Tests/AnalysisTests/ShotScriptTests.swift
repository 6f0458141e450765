import Analysis
import Testing

struct ShotScriptTests {
    private func cuts(_ frames: [SmallPicture], script: ShotScript? = nil) -> [Int] {
        var detector = ShotDetector()
        for frame in frames { detector.take(frame) }
        return detector.finish(script: script).shots.dropFirst().map(\.startFrame)
    }

    @Test func aScriptInventsNoCutInASteadyPicture() {
        let pan = ShotScene(seed: 1).frames(30)
        #expect(cuts(pan, script: ShotScript(cuts: [10, 20], reach: 8)) == [])
    }

    @Test func aScriptDropsNoPlainCut() {
        let frames = ShotScene(seed: 1).frames(16) + ShotScene(seed: 2).frames(16)
        #expect(cuts(frames) == [16])
        #expect(cuts(frames, script: ShotScript(cuts: [], reach: 12)) == [16])
        #expect(cuts(frames, script: ShotScript(cuts: [30], reach: 12)) == [16])
    }

    @Test func aScriptDecidesOnlyADoubt() {
        let script = ShotScript(cuts: [100], reach: 12)
        for plain: Float in [0, 0.149, 0.851, 1] {
            for frame in [0, 88, 100, 112, 200] { #expect(script.weigh(plain, at: frame) == plain) }
        }
        #expect(abs(script.weigh(0.2, at: 100) - 0.5) < 1e-6)
        // The nearer, the more; at the end of its reach it says nothing, and beyond it a little against.
        #expect(script.weigh(0.5, at: 99) == script.weigh(0.5, at: 101))
        #expect(script.weigh(0.5, at: 100) > script.weigh(0.5, at: 106))
        #expect(script.weigh(0.5, at: 112) > 0.5)
        #expect(script.weigh(0.5, at: 113) == 0.375)
        #expect(ShotScript(cuts: [], reach: 12).weigh(0.5, at: 100) == 0.375)
    }

    /// A cut to a mix of the scene with another one: the less of the other, the greater the doubt.
    @Test func aScriptedCutIsFoundAtLeastAsOftenAsAPlainOne() {
        let (a, b) = (ShotScene(seed: 3).frames(24), ShotScene(seed: 4).frames(24))
        for share in [0.2, 0.3, 0.5] {
            let frames = Array(a[..<12]) + zip(a[12...], b[12...]).map { mixed($0, $1, share: share) }
            let (plain, asked) = (cuts(frames), cuts(frames, script: ShotScript(cuts: [12], reach: 12)))
            #expect(asked.count >= plain.count)
        }
    }
}
