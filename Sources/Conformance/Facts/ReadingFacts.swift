/// How reading and decoding a clip from beginning to end went.
package struct ReadingFacts: Sendable, Equatable, Codable {
    /// Frames that came out of the decoder with marks of damage.
    package var damagedFrames: [Evidence]
    /// Sound that its decoder called damaged; such packets are among ``decodeErrors``.
    package var damagedSound: [Evidence]
    /// Packets that the container marks as damaged.
    package var damagedPackets: Int
    /// Packets that a decoder refused, or that hold sound that it called damaged.
    package var decodeErrors: Int
    /// Whether the file ends before its contents do.
    package var truncated: Bool

    /// Damage; none unless told.
    package init(
        damagedFrames: [Evidence] = [], damagedSound: [Evidence] = [], damagedPackets: Int = 0, decodeErrors: Int = 0,
        truncated: Bool = false
    ) {
        self.damagedSound = damagedSound
        self.damagedFrames = damagedFrames
        self.damagedPackets = damagedPackets
        self.decodeErrors = decodeErrors
        self.truncated = truncated
    }

    /// About how many frames suffered. A packet marked as damaged usually is the one that the decoder then
    /// refuses or conceals, so those are not added up.
    var damage: Int { max(damagedPackets, frames + decodeErrors) }

    /// How many frames came out damaged.
    var frames: Int { damagedFrames.frameCount }
}
