internal import Conformance
internal import Testing
internal import Timing

struct DurationTests {
    /// The status of a clip of `length` where 5 s or 10 s at 24 frames a second were ordered.
    private func judged(_ length: MediaTime?, of seconds: Int, rate: Rational? = Rational(24)) -> Check.Status? {
        let facts = goodClip {
            $0.video?.duration = length
            $0.video?.frameRate = rate
            $0.duration = nil
        }
        return status("container.duration", facts) {
            $0.duration = ordered(MediaTime(value: seconds, timescale: 1))
        }
    }

    private func frames(_ count: Int) -> MediaTime { MediaTime(value: count, timescale: 24) }
    private func ms(_ count: Int) -> MediaTime { MediaTime(value: count, timescale: 1000) }

    @Test(arguments: [(120, Check.Status.pass), (121, .pass), (119, .warn), (118, .fail), (24, .fail)])
    func oneFrameTooShortWarnsAndMoreFails(count: Int, wanted: Check.Status) {
        #expect(judged(frames(count), of: 5) == wanted)
    }

    @Test(arguments: [(3125, Check.Status.pass), (3126, .pass), (3127, .warn)])
    func threeFramesTooLongPassForAShortClip(milliseconds: Int, wanted: Check.Status) {
        // 4 % of 3 s are 0.12 s, three frames 0.125 s; a millisecond is allowed for the container's clock.
        #expect(judged(ms(milliseconds), of: 3) == wanted)
    }

    @Test(arguments: [(10_400, Check.Status.pass), (10_401, .pass), (10_402, .warn)])
    func fourPercentTooLongPassForALongClip(milliseconds: Int, wanted: Check.Status) {
        #expect(judged(ms(milliseconds), of: 10) == wanted)
    }

    @Test func anExtraFrameIsNormal() {
        #expect(judged(frames(241), of: 10) == .pass)
    }

    @Test func whatAMillisecondClockRoundsAwayIsNotMissing() {
        #expect(judged(ms(4999), of: 5) == .pass)
        // 119 frames are 4.958333 s, which such a clock cuts to 4.958.
        #expect(judged(ms(4958), of: 5) == .warn)
        #expect(judged(ms(4957), of: 5) == .fail)
    }

    @Test func withoutAFrameRateAFrameIsTakenToLastATwentyFourth() {
        #expect(judged(frames(119), of: 5, rate: nil) == .warn)
        #expect(judged(frames(118), of: 5, rate: nil) == .fail)
    }

    @Test func atSixtyFramesASecondAFrameIsShorter() {
        #expect(judged(MediaTime(value: 299, timescale: 60), of: 5, rate: Rational(60)) == .warn)
        #expect(judged(MediaTime(value: 298, timescale: 60), of: 5, rate: Rational(60)) == .fail)
    }

    @Test func theLengthOfThePictureGoesBeforeThatOfTheContainer() {
        let facts = goodClip {
            $0.duration = MediaTime(value: 5, timescale: 1)
            $0.video?.duration = MediaTime(value: 4, timescale: 1)
        }
        let five = ordered(MediaTime(value: 5, timescale: 1))
        #expect(status("container.duration", facts) { $0.duration = five } == .fail)
        let unknown = goodClip { $0.video?.duration = nil }
        #expect(status("container.duration", unknown) { $0.duration = five } == .pass)
    }

    @Test func withoutALengthTheCheckIsNotEvaluated() {
        #expect(judged(nil, of: 5) == .notEvaluated)
    }

    @Test func timesOutOfRangeAreNotEvaluated() {
        let facts = goodClip()
        let huge = MediaTime(ticks: .max, timeBase: Rational(.max, 7)!)
        let made = check("container.duration", facts) { $0.duration = ordered(huge) }
        #expect(made?.status == .notEvaluated)
    }
}
