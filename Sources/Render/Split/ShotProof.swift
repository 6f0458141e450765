/// What reading a shot's file back showed.
package struct ShotProof: Sendable, Equatable {
    /// A picture that was encoded again.
    package struct Reencoded: Sendable, Equatable {
        /// Its number in the clip.
        package let frame: Int
        /// Its likeness to the source's in dB; infinite where every sample is the same.
        package let likeness: Double
    }

    /// How much was read back.
    package let verification: Verification
    /// How many frames the shot has.
    package let expectedFrames: Int
    /// How many frames the file shows.
    package internal(set) var foundFrames = 0
    /// Packets, of pictures and of sound, that are the source's byte for byte.
    package internal(set) var copiedPackets = 0
    /// Pictures that were decoded from both, and how many of them are the same in every sample.
    package internal(set) var comparedFrames = 0
    package internal(set) var identicalFrames = 0
    /// The pictures that were encoded again, in order.
    package internal(set) var reencoded: [Reencoded] = []
    /// What is wrong, in words; `nil` where the file is what it should be.
    package internal(set) var failure: String?
    /// Whether that is about its sound.
    private(set) var failsInSound = false

    init(_ verification: Verification, expectedFrames: Int) {
        self.verification = verification
        self.expectedFrames = expectedFrames
    }

    /// The picture that came out farthest from the source's, in dB; `nil` where none was encoded again, or all are
    /// the same.
    package var leastLikeness: Double? {
        reencoded.map(\.likeness).min().flatMap { $0.isFinite ? $0 : nil }
    }

    /// Keeps the first thing that is wrong.
    mutating func fail(_ words: String, inSound: Bool = false) {
        guard failure == nil else { return }
        (failure, failsInSound) = (words, inSound)
    }
}
