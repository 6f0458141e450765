@testable internal import Analysis
import Support
import Testing

struct ShotGradualTests {
    private let a = ShotScene(seed: 1)
    private let b = ShotScene(seed: 2)

    /// `before` frames of one scene, then the mixed ones, then `after` frames of the other.
    private func dissolve(_ before: Int, _ mixedFrames: Int, _ after: Int) -> [SmallPicture] {
        let one = a.frames(before + mixedFrames, speed: 0.1)
        let two = b.frames(mixedFrames + after, speed: 0.1)
        let middle = (0..<mixedFrames).map { i in
            mixed(one[before + i], two[i], share: Double(i + 1) / Double(mixedFrames + 1))
        }
        return one.prefix(before) + middle + two.suffix(after)
    }

    @Test(arguments: [6, 10, 16, 24]) func findsADissolveAndItsFrames(length: Int) throws {
        let shots = shots(in: dissolve(20, length, 20))
        try #require(shots.count == 2)
        #expect(shots[1].transition == .dissolve)
        let span = try #require(shots[1].transitionFrames)
        #expect(abs(span.lowerBound - 20) <= 2)
        #expect(abs(span.upperBound - (20 + length - 1)) <= 2)
        // The new picture dominates from the middle on.
        #expect(abs(shots[1].startFrame - (20 + length / 2)) <= 1)
    }

    @Test(arguments: [30, 32, 44, 56, 58]) func aLongDissolveIsTheSameWhereverItIsLikeliest(peak: Int) throws {
        let (one, two) = (a.frames(60, speed: 0.05), b.frames(70, speed: 0.05))
        let middle = (0..<30).map { mixed(one[30 + $0], two[$0], share: Double($0 + 1) / 31) }
        var timeline = ShotTimeline()
        for picture in one.prefix(30) + middle + two.suffix(40) { timeline.take(picture) }
        timeline.close()
        var likelihoods = [Float](repeating: 0, count: timeline.moments.count)
        likelihoods[peak] = 0.9
        let found = BoundaryFinder(timeline, cuts: likelihoods.map { _ in 0 }, graduals: likelihoods).boundaries()
        try #require(found.count == 1)
        #expect(45...46 ~= timeline.moments[found[0].moment].frame)
        #expect(30...31 ~= timeline.moments[found[0].extent.lowerBound].frame)
        #expect(58...59 ~= timeline.moments[found[0].extent.upperBound].frame)
    }

    @Test func amongManyMixedPicturesASingleUnevenOneDoesNotMoveTheHalf() {
        let times = (0..<25).map(Float.init)
        for (uneven, by) in [(12, Float(-0.03)), (11, 0.03), (11, 0.035), (12, 0.03)] {
            var mix = times.map { ($0 + 1) / 26 }
            mix[uneven] += by
            #expect(HalfWay.first(of: mix, at: times) == 12)
        }
        // Few are taken as they are: of three the second has half.
        #expect(HalfWay.first(of: [0.25, 0.49, 0.75], at: [0, 1, 2]) == 1)
        #expect(HalfWay.first(of: [0.1, 0.2], at: [0, 1]) == nil)
    }

    @Test func findsAFadeThroughBlack() throws {
        let out = (0..<8).map { a.picture(x: 2 + 0.1 * Double($0), gain: 1 - Double($0 + 1) / 9) }
        let `in` = (0..<8).map { b.picture(x: 0.1 * Double($0), gain: Double($0 + 1) / 9) }
        let frames = a.frames(20, speed: 0.1) + out + [plain(16), plain(16)] + `in` + b.frames(20, speed: 0.1)
        let shots = shots(in: frames)
        try #require(shots.count == 2)
        #expect(shots[1].transition == .fade)
        let span = try #require(shots[1].transitionFrames)
        #expect(20...24 ~= span.lowerBound)
        #expect(33...38 ~= span.upperBound)
    }

    @Test func blackThatStaysIsAShotOfItsOwn() throws {
        let out = (0..<8).map { a.picture(x: 2, gain: 1 - Double($0 + 1) / 9) }
        let `in` = (0..<8).map { b.picture(gain: Double($0 + 1) / 9) }
        let frames =
            a.frames(20, speed: 0.1) + out + Array(repeating: plain(16), count: 30) + `in` + b.frames(20, speed: 0.1)
        let shots = shots(in: frames)
        try #require(shots.map(\.transition) == [.start, .fade, .fade])
        #expect(20...30 ~= shots[1].startFrame)
        #expect(56...66 ~= shots[2].startFrame)
    }

    @Test(arguments: [1, 2]) func aFlashIsNoCut(length: Int) {
        var frames = a.frames(24, speed: 0.3)
        for i in 12..<12 + length { frames[i] = a.picture(x: 0.3 * Double(i), lift: 90) }
        #expect(cuts(in: frames) == [])
    }

    @Test func aGlitchOfOneFrameIsNoCut() {
        var frames = a.frames(24, speed: 0.3)
        frames[11] = b.picture()
        #expect(cuts(in: frames) == [])
    }

    @Test func changingLightIsNoCut() {
        let frames = (0..<30).map { (i: Int) -> SmallPicture in
            let dimmed = 0.025 * Double(min(max(i - 10, 0), 12))
            return a.picture(x: 0.3 * Double(i), gain: 1 - dimmed, lift: i < 20 ? 0 : 12)
        }
        #expect(cuts(in: frames) == [])
    }

    @Test func aFastPanIsNoCut() {
        let frames = (0..<30).map { (i: Int) in a.picture(x: 5 * Double(min(max(i - 10, 0), 8))) }
        #expect(cuts(in: frames) == [])
    }

    @Test func noiseIsNoCut() {
        var random = SeededGenerator(seed: 7)
        func plane(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 16...235, using: &random) } }
        let frames = (0..<30).map { _ in
            SmallPicture(width: 64, height: 36, luma: plane(64 * 36), cb: plane(32 * 18), cr: plane(32 * 18))
        }
        #expect(cuts(in: frames) == [])
    }
}
