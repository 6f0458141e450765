/// Transitions in which an edge passes over the picture, or the pictures move.
extension BoundaryFinder {
    /// What is plainly a wipe or a slide around a moment of the window; `most` is what may be left over.
    func moving(around middle: Int, within window: ClosedRange<Int>, leaving most: Float) -> Boundary? {
        var best: (boundary: Boundary, leftOver: Float)?
        for half in Self.halves {
            let near = max(window.lowerBound, middle - half)...min(window.upperBound, middle + half)
            guard near.count - 1 > Self.leastMoving else { continue }
            let passage = Passage(
                timeline.moments, first: near.lowerBound, last: near.upperBound,
                between: near.lowerBound + 1...near.upperBound - 1, whole: true)
            // From within a long transition its rest is explained best, but that is half of the way.
            guard passage.leftOver < best?.leftOver ?? most,
                let boundary = boundary(of: passage, from: near.lowerBound + 1), boundary.extent.contains(middle)
            else { continue }
            best = (boundary, passage.leftOver)
        }
        return best?.boundary
    }

    /// The transition that a passage of pictures from moment `first` on shows, where the edge goes all the way, steadily, and
    /// a mix would explain less.
    private func boundary(of passage: Passage, from first: Int) -> Boundary? {
        let shares = passage.shares
        guard let begin = shares.firstIndex(where: { $0 > 0 }), let end = shares.lastIndex(where: { $0 < 1 }),
            end - begin + 1 >= Self.leastMoving, isSteady(shares[begin...end])
        else { return nil }
        let blended = first + begin...first + end
        let blend = Blend(timeline.moments, first: blended.lowerBound - 1, last: blended.upperBound + 1)
        guard blend.leftOver > Self.leastUnmixed, passage.leftOver < Self.plainly * blend.leftOver else { return nil }
        return Boundary(
            moment: dominant(Array(shares[begin...end]), of: blended),
            transition: passage.motion == .nothing ? .wipe : .slide, blended: blended, confidence: 0)
    }

    /// Whether the edge goes one way, and never far at once: however it is eased, hardly more than twice as far as on average.
    private func isSteady(_ shares: ArraySlice<Float>) -> Bool {
        let steps = zip([0] + shares, shares + [1]).map { $1 - $0 }
        let all = steps.map(abs).reduce(0, +)
        let farthest = min(Self.farthestStep, Self.steepest / Float(steps.count) + 1 / Float(Thumbnail.height))
        return steps.map { max($0, 0) }.reduce(0, +) > Self.forward * all && (steps.max() ?? 1) < farthest
    }

    /// The first of mixed moments at which the new picture takes more than half.
    func dominant(_ shares: [Float], of blended: ClosedRange<Int>) -> Int {
        let start = frame(blended.lowerBound)
        let times = blended.map { Float(frame($0) - start) + Float(timeline.length($0) - 1) / 2 }
        return HalfWay.first(of: shares, at: times).map { blended.lowerBound + $0 } ?? blended.upperBound + 1
    }

    /// In moments; of fewer it cannot be said what moves.
    static let leastMoving = 3
    /// The share of what a mix leaves over that the plain explanation may leave, and the most that it may.
    static let plainly: Float = 0.6
    static let mostLeftOver: Float = 0.4
    /// The same where the pictures alone are not likely one.
    static let leastLeftOver: Float = 0.3
    /// What a mix leaves over at the least of what is none; less is noise and motion.
    static let leastUnmixed: Float = 0.2
    /// Reaches to either side, in moments, in which the transition may lie.
    private static let halves = [5, 8, 13, 20]
    /// Of all the way that the edge goes, the part that goes forward, and the longest step: in steps of one size, and in parts of
    /// the picture.
    private static let forward: Float = 0.85
    private static let steepest: Float = 2.5
    private static let farthestStep: Float = 0.45
}
