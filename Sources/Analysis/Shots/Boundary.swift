/// Where one shot ends and the next begins, in moments of a ``ShotTimeline``.
struct Boundary: Sendable, Equatable {
    /// The first moment of the new shot.
    var moment: Int
    var transition: Shot.Transition
    /// The first and last blended moment.
    var blended: ClosedRange<Int>?
    /// From 0 to 1.
    var confidence: Float

    /// All moments that belong to it.
    var extent: ClosedRange<Int> {
        blended.map { min($0.lowerBound, moment)...max($0.upperBound, moment) } ?? moment...moment
    }
}
