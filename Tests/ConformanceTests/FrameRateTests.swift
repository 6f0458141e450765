internal import Conformance
internal import Testing
internal import Timing

struct FrameRateTests {
    private func judged(_ rate: Rational?, _ rule: FrameRateRule) -> Check.Status? {
        status("video.frameRate", goodClip { $0.video?.frameRate = rate }) { $0.frameRate = ordered(rule) }
    }

    @Test(arguments: [
        ("24", Check.Status.pass), ("24000/1001", .pass), ("2999/125", .pass),  // 23.992
        ("24024/1000", .pass), ("24025/1000", .fail), ("23976/1000", .pass), ("23975/1000", .fail),
        ("25", .fail), ("48", .fail),
    ])
    func ratesWithinAThousandthPass(text: String, wanted: Check.Status) {
        #expect(judged(Rational(text), .oneOf([Rational(24)])) == wanted)
    }

    @Test func anyOfSeveralRatesWillDo() {
        let rule = FrameRateRule.oneOf([Rational(24), Rational(30)])
        #expect(judged(Rational(30000, 1001), rule) == .pass)
        #expect(judged(Rational(60), rule) == .fail)
    }

    @Test func aMinimumAllowsMore() {
        let rule = FrameRateRule.atLeast(Rational(30))
        #expect(judged(Rational(60), rule) == .pass)
        #expect(judged(Rational(30000, 1001), rule) == .pass)
        #expect(judged(Rational(24), rule) == .fail)
    }

    @Test func extremeRatesAreComparedWithoutOverflow() {
        #expect(judged(Rational(.max, 1), .oneOf([Rational(1, .max)!])) == .fail)
        #expect(judged(Rational(.max, .max - 1), .oneOf([Rational(1)])) == .pass)
    }

    @Test func withoutARateTheCheckIsNotEvaluated() {
        #expect(judged(nil, .oneOf([Rational(24)])) == .notEvaluated)
    }

    @Test(arguments: [(true, Check.Status.warn), (false, .pass), (nil, .notEvaluated)] as [(Bool?, Check.Status)])
    func aVariableRateWarnsWhereAConstantOneWasOrdered(varies: Bool?, wanted: Check.Status) {
        let facts = goodClip { $0.video?.variableFrameRate = varies }
        #expect(status("video.constantFrameRate", facts) { $0.constantFrameRate = ordered(true) } == wanted)
        #expect(status("video.constantFrameRate", facts) { $0.constantFrameRate = ordered(false) } == nil)
        #expect(status("video.constantFrameRate", facts) { _ in } == nil)
    }
}
