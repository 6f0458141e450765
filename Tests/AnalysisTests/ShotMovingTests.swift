@testable internal import Analysis
import Support
import Testing

/// Transitions in which an edge or the pictures themselves move.
@Suite struct ShotMovingTests {
    private let a = ShotScene.large(seed: 1)
    private let b = ShotScene.large(seed: 2)

    /// What each pixel shows when the new picture has so many columns or rows.
    enum Way: CaseIterable { case wipe, push, cover, uncover, pushDown }

    private func mix(_ old: SmallPicture, _ new: SmallPicture, _ way: Way, _ share: Double) -> SmallPicture {
        func plane(_ p: [UInt8], _ q: [UInt8], _ w: Int, _ h: Int) -> [UInt8] {
            let s = way == .pushDown ? Int(Double(h) * share) : Int(Double(w) * share)
            return (0..<w * h).map { i in
                let (x, y) = (i % w, i / w)
                switch way {
                case .wipe: return x >= w - s ? q[i] : p[i]
                case .push: return x >= w - s ? q[y * w + x - (w - s)] : p[y * w + x + s]
                case .cover: return x >= w - s ? q[y * w + x - (w - s)] : p[i]
                case .uncover: return x >= w - s ? q[i] : p[y * w + x + s]
                case .pushDown: return y < s ? q[(h - s + y) * w + x] : p[(y - s) * w + x]
                }
            }
        }
        let (w, h) = (old.width, old.height)
        return SmallPicture(
            width: w, height: h, luma: plane(old.luma, new.luma, w, h), cb: plane(old.cb, new.cb, w / 2, h / 2),
            cr: plane(old.cr, new.cr, w / 2, h / 2))
    }

    private func frames(_ way: Way, _ length: Int) -> [SmallPicture] {
        let (one, two) = (a.frames(20 + length, speed: 0.2), b.frames(20 + length, speed: 0.2))
        let middle = (0..<length).map { mix(one[20 + $0], two[$0], way, Double($0 + 1) / Double(length + 1)) }
        return one.prefix(20) + middle + two.suffix(20)
    }

    /// What is decided where the pictures look a little like a transition around its middle.
    @Test(arguments: Way.allCases, [8, 14]) func saysWhatMovesAndWhereTheNewPictureDominates(way: Way, length: Int)
        throws
    {
        var timeline = ShotTimeline()
        for picture in frames(way, length) { timeline.take(picture) }
        timeline.close()
        var likelihoods = [Float](repeating: 0, count: timeline.moments.count)
        likelihoods[20 + length / 2] = 0.7
        let found = BoundaryFinder(timeline, cuts: likelihoods.map { _ in 0 }, graduals: likelihoods).boundaries()
        try #require(found.count == 1, "\(found)")
        #expect(found[0].transition == (way == .wipe ? .wipe : .slide))
        // The new picture dominates from the middle on.
        #expect(abs(timeline.moments[found[0].moment].frame - (20 + length / 2)) <= 1)
        #expect(abs(timeline.moments[found[0].extent.lowerBound].frame - 20) <= 2)
        #expect(abs(timeline.moments[found[0].extent.upperBound].frame - (19 + length)) <= 2)
    }

    /// The boundaries where the pictures look hardly like a transition around frame `middle`.
    private func found(in frames: [SmallPicture], middle: Int, likelihood: Float) -> [Boundary] {
        var timeline = ShotTimeline()
        for picture in frames { timeline.take(picture) }
        timeline.close()
        var likelihoods = [Float](repeating: 0, count: timeline.moments.count)
        likelihoods[middle] = likelihood
        return BoundaryFinder(timeline, cuts: likelihoods.map { _ in 0 }, graduals: likelihoods).boundaries()
    }

    /// What plainly moves needs little likelihood, wherever in it the peak of that is.
    @Test(arguments: Way.allCases, [0.3, 0.5, 0.8])
    func movesPlainlyWhereItIsHardlyLikely(way: Way, peak: Double) throws {
        let length = 16
        let middle = 20 + Int(Double(length) * peak)
        let found = found(in: frames(way, length), middle: middle, likelihood: 0.12)
        try #require(found.count == 1, "\(found)")
        #expect(found[0].transition == (way == .wipe ? .wipe : .slide))
        #expect(abs(found[0].moment - (20 + length / 2)) <= 1)
    }

    /// Between two pictures that stand a mix is seen as what it is.
    @Test(arguments: [8, 16]) func isADissolveOfStillsWhereItIsHardlyLikely(length: Int) throws {
        let (old, new) = (a.picture(), b.picture())
        let middle = (1...length).map { mixed(old, new, share: Double($0) / Double(length + 1)) }
        let stills = (Array(repeating: old, count: 20), Array(repeating: new, count: 20))
        var timeline = ShotTimeline()
        for picture in stills.0 + middle + stills.1 { timeline.take(picture) }
        timeline.close()
        var likelihoods = [Float](repeating: 0, count: timeline.moments.count)
        likelihoods[1 + length / 2] = 0.2
        let found = BoundaryFinder(timeline, cuts: likelihoods.map { _ in 0 }, graduals: likelihoods).boundaries()
        try #require(found.count == 1, "\(found)")
        #expect(found[0].transition == .dissolve)
        #expect(abs(timeline.moments[found[0].moment].frame - (20 + length / 2)) <= 1)
    }

    /// A hand that leaves, or its shadow, uncovers a part of the picture as a wipe would.
    @Test(arguments: [40, 90, 110]) func whatLeavesAPartOfThePictureIsNoTransition(width: Int) {
        let (scene, hand) = (a.frames(44, speed: 0.1), b.picture())
        let frames = scene.enumerated().map { number, picture in
            let left = width * min(max(number - 14, 0), 16) / 16 / 2 * 2
            return left < width ? picture.showing(hand, columns: left..<width, rows: 0..<90) : picture
        }
        #expect(found(in: frames, middle: 22, likelihood: 0.5).isEmpty)
    }

    @Test(arguments: Way.allCases) func aPassageLeavesNothingOver(way: Way) throws {
        var timeline = ShotTimeline()
        // Shares of whole cells of the thumbnail, so that nothing lies between two.
        let shares = way == .pushDown ? [1.0 / 6, 0.5, 5.0 / 6] : [0.25, 0.5, 0.75]
        let (old, new) = (a.picture(), b.picture())
        for picture in [old] + shares.map({ mix(old, new, way, $0) }) + [new] { timeline.take(picture) }
        timeline.close()
        let passage = Passage(timeline.moments, first: 0, last: 4, between: 1...3)
        #expect(passage.leftOver < 0.12)
        let motion: Passage.Motion =
            switch way {
            case .wipe: .nothing
            case .push, .pushDown: .both
            case .cover: .new
            case .uncover: .old
            }
        #expect(passage.motion == motion)
        #expect(zip(passage.shares, shares).allSatisfy { abs(Double($0) - $1) < 0.1 }, "\(passage.shares)")
    }

    @Test func aDissolveIsNoPassage() {
        var timeline = ShotTimeline()
        for share in [0, 0.25, 0.5, 0.75, 1] { timeline.take(mixed(a.picture(), b.picture(), share: share)) }
        timeline.close()
        let blend = Blend(timeline.moments, first: 0, last: 4)
        let passage = Passage(timeline.moments, first: 0, last: 4, between: 1...3)
        #expect(passage.leftOver > 0.3)
        #expect(blend.leftOver < 0.1 && blend.outside < 0.1)
    }
}
