internal import CPixels

/// How well the pictures between two are explained by an edge that passes over them from one side to the other, as in a wipe,
/// a push or a slide.
///
/// The old picture lies still or is pushed out, the new one lies still or is pushed in; all four together are tried for each
/// side and each place of the edge.
struct Passage {
    /// What moves with the edge.
    enum Motion: CaseIterable {
        /// Nothing: a wipe.
        case nothing
        /// Both pictures: a push.
        case both
        /// The new picture, over the old one.
        case new
        /// The old picture, off the new one.
        case old
    }

    /// What the best explanation leaves over, in parts of the distance of the two ends: 0 is a perfect passage.
    var leftOver: Float = 1
    /// The same for what moves, and for the edge alone.
    var leftOverMoving: Float = 1
    var leftOverStill: Float = 1
    var motion = Motion.nothing
    /// How much of the new picture each picture shows.
    var shares: [Float] = []

    /// Nearer ends, in levels, are explained by anything.
    private static let leastDistance: Float = 4

    /// `first` and `last` are the last picture before and the first after; `between` are those to be explained. With `whole`
    /// the old picture alone and the new one alone are explanations as well.
    init(_ moments: [ShotTimeline.Moment], first: Int, last: Int, between: some Sequence<Int>, whole: Bool = false) {
        let (a, b) = (moments[first].thumbnail, moments[last].thumbnail)
        let distance = Self.sum(a.cells, 0, b.cells, 0, rows: Thumbnail.height, width: Thumbnail.width)
        let between = Array(between)
        guard !between.isEmpty,
            Float(distance) >= Self.leastDistance * Float(Thumbnail.width * Thumbnail.height)
        else { return }
        var best: UInt32 = .max
        var bestMoving: UInt32 = .max
        var bestStill: UInt32 = .max
        for (upright, backwards) in [(true, false), (true, true), (false, false), (false, true)] {
            let places = between.map { picture in
                Self.places(a, b, moments[picture].thumbnail, upright: upright, backwards: backwards, whole: whole)
            }
            for (index, motion) in Motion.allCases.enumerated() {
                let total = places.reduce(0) { $0 + $1[index].cost }
                if motion == .nothing { bestStill = min(bestStill, total) } else { bestMoving = min(bestMoving, total) }
                guard total < best else { continue }
                best = total
                self.motion = motion
                let lines = Float(upright ? Thumbnail.height : Thumbnail.width)
                shares = places.map { Float($0[index].edge) / lines }
            }
        }
        let scale = 1 / (Float(distance) * Float(between.count))
        (leftOver, leftOverMoving, leftOverStill) = (
            Float(best) * scale, Float(bestMoving) * scale, Float(bestStill) * scale
        )
    }

    /// For each motion, where the edge has to be for the least that is left over of a picture, and that.
    private static func places(
        _ a: Thumbnail, _ b: Thumbnail, _ m: Thumbnail, upright: Bool, backwards: Bool, whole: Bool
    ) -> [(cost: UInt32, edge: Int)] {
        let lines = upright ? Thumbnail.height : Thumbnail.width
        let width = upright ? Thumbnail.width : Thumbnail.height
        let (a, b, m) = upright ? (a.cells, b.cells, m.cells) : (a.turned, b.turned, m.turned)
        func sum(_ from: Int, _ other: [UInt8], _ at: Int, _ rows: Int) -> UInt32 {
            Self.sum(m, from * width, other, at * width, rows: rows, width: width)
        }
        var best = Motion.allCases.map { _ in (cost: UInt32.max, edge: 0) }
        for edge in whole ? 0..<lines + 1 : 1..<lines {
            let rest = lines - edge
            // Forwards the new picture takes the last lines, and what is pushed goes towards the first.
            let (oldFrom, newFrom) = backwards ? (edge, 0) : (0, rest)
            let oldStill = sum(oldFrom, a, oldFrom, rest)
            let oldMoved = sum(oldFrom, a, backwards ? 0 : edge, rest)
            let newStill = sum(newFrom, b, newFrom, edge)
            let newMoved = sum(newFrom, b, backwards ? rest : 0, edge)
            let costs = [oldStill + newStill, oldMoved + newMoved, oldStill + newMoved, oldMoved + newStill]
            for (index, cost) in costs.enumerated() where cost < best[index].cost { best[index] = (cost, edge) }
        }
        return best
    }

    /// The sum of differences of so many lines.
    private static func sum(
        _ p: [UInt8], _ from: Int, _ q: [UInt8], _ at: Int, rows: Int, width: Int
    ) -> UInt32 {
        guard rows > 0 else { return 0 }
        precondition(from + rows * width <= p.count && at + rows * width <= q.count)
        return p.withUnsafeBufferPointer { p in
            q.withUnsafeBufferPointer { q in
                var sum: UInt32 = 0
                pixels_differences(
                    p.baseAddress! + from, width, q.baseAddress! + at, width, [0, width], 1, rows, &sum)
                return sum
            }
        }
    }
}
