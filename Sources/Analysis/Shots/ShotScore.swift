/// What the detector saw at one frame: the figures behind its decision.
public struct ShotScore: Sendable, Equatable {
    /// The frame, from 0 in display order.
    public let frame: Int
    /// Whether the frame repeats the one before it; differences and cut are 0 then.
    public let isRepeat: Bool
    /// How much of the picture's structure is not found in the last distinct picture, wherever it may have moved: 0 is the
    /// same picture, about 0.4 another one.
    public let difference: Double
    /// Mean change of the luma from the last distinct picture, motion not discounted, in levels of 8 bits.
    public let change: Double
    /// How likely it is that a shot begins here with a cut, from 0 to 1, before neighbours are weighed against each other.
    public let cutLikelihood: Double
    /// How likely it is that the frame lies in the middle of a gradual transition, from 0 to 1.
    public let gradualLikelihood: Double
}
