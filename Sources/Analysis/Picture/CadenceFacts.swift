/// How often a new picture really comes, and how evenly the motion advances.
public struct CadenceFacts: Sendable, Equatable {
    /// Frames that repeat the one before while the picture moves around them.
    public let held: [Int]
    /// After how many frames a repeat comes again, 2 for a doubled rate; `nil` where they come irregularly.
    public let heldPeriod: Int?
    /// Of how many frames one is a mix of its neighbours, or all but one are: 2 for every other one; `nil` where none are.
    public let blendedPeriod: Int?
    /// The frames that are mixes, where they come regularly.
    public let blended: [Int]
    /// After how many frames the motion jumps, as where a frame was left out; `nil` where it advances evenly.
    public let skippedPeriod: Int?
    /// The frames before which one is missing, where that is regular.
    public let skipped: [Int]
    /// Whether there is motion enough to tell.
    public let isTold: Bool
}
