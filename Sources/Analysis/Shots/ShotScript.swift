/// Where an order wants cuts: weak evidence where the pictures leave a doubt.
///
/// A likelihood outside ``doubt`` stays as it is, so a script neither invents a cut in a steady picture nor drops a plain
/// one. Inside, a scripted cut close by speaks for a boundary, and a script without one speaks a little against it.
public struct ShotScript: Sendable, Equatable {
    /// The first frames of the scripted shots but the first.
    public let cuts: [Int]
    /// How far from a scripted cut a boundary may lie and still be that one, in frames; at least 1.
    public let reach: Int

    /// A script with cuts at these frames; none for one long shot.
    public init(cuts: [Int], reach: Int) {
        self.cuts = cuts
        self.reach = max(1, reach)
    }

    /// Likelihoods that the pictures alone do not settle.
    private static let doubt: ClosedRange<Float> = 0.15...0.85
    /// By what a cut scripted at the very frame multiplies the odds; 0.2 becomes one half.
    private static let presence: Float = 4
    /// By what a script without a cut nearby does; 0.62 becomes one half.
    private static let absence: Float = 0.6

    /// The likelihood of a boundary at `frame`, with the script weighed in.
    public func weigh(_ likelihood: Float, at frame: Int) -> Float {
        guard Self.doubt.contains(likelihood) else { return likelihood }
        let distance = cuts.map { abs($0 - frame) }.min() ?? .max
        let nearness = distance <= reach ? 1 - Float(distance) / Float(reach + 1) : 0
        let factor = distance <= reach ? 1 + (Self.presence - 1) * nearness : Self.absence
        let odds = likelihood / (1 - likelihood) * factor
        return odds / (1 + odds)
    }
}
