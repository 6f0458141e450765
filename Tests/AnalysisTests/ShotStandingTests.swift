@testable internal import Analysis
import Support
import Testing

/// How long pictures stand is counted in frames, whatever is held.
@Suite struct ShotStandingTests {
    private let a = ShotScene(seed: 1)
    private let b = ShotScene(seed: 2)

    private func timeline(_ frames: [SmallPicture]) -> ShotTimeline {
        var timeline = ShotTimeline()
        for frame in frames { timeline.take(frame) }
        timeline.close()
        return timeline
    }

    @Test(arguments: [1, 2, 9, 20]) func aPictureStandsFromOneLeapToTheNext(length: Int) {
        let card = Array(repeating: plain(16), count: length)
        let timeline = timeline(a.frames(30) + card + b.frames(30))
        // The card is one moment, however long it is held.
        #expect(timeline.moments.count == 61)
        #expect(timeline.length(30) == length)
        #expect(timeline.standing(after: 30, \.structure) == length)
        #expect(timeline.standing(before: 31, \.structure) == length)
        // No leap as far as one looks, and none up to the clip's end.
        #expect(timeline.standing(before: 30, \.structure) == ShotTimeline.longStanding)
        #expect(timeline.standing(after: 31, \.structure) == ShotTimeline.longStanding)
        #expect(timeline.usualLength == 1)
    }

    @Test func whatIsUsuallyHeldIsKnown() {
        let timeline = timeline(a.frames(12).flatMap { [$0, $0, $0] })
        #expect(timeline.usualLength == 3)
    }
}
