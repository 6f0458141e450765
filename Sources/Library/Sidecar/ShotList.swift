package import Timing

/// The shots of a file before anything is cut: what `dailies shots --json` prints.
package struct ShotList: Codable, Sendable, Equatable {
    /// The file, as the caller named it.
    package var file: String
    /// How many frames the file has.
    package var frames: Int
    /// Frames a second, "60/1".
    @Nullable package var frameRate: Rational?
    /// The shots, which tile the file.
    package var shots: [Sidecar.Shot]
    /// What of the shots was ordered and what was found; `nil` where nothing was.
    package var checks: [Sidecar.Check]?

    /// The shots of `file`.
    package init(
        file: String, frames: Int, frameRate: Rational?, shots: [Sidecar.Shot], checks: [Sidecar.Check]? = nil
    ) {
        self.file = file
        self.frames = frames
        self.frameRate = frameRate
        self.shots = shots
        self.checks = checks
    }

    /// Writes the shots as the sidecar has them, without their files, how these were made and their proofs: nothing
    /// has been cut yet.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(frames, forKey: .frames)
        try container.encode(_frameRate, forKey: .frameRate)
        try container.encode(shots.map(Uncut.init), forKey: .shots)
        try container.encodeIfPresent(checks, forKey: .checks)
    }

    private enum CodingKeys: String, CodingKey { case file, frames, frameRate, shots, checks }

    /// The keys of a shot that say nothing of a file.
    private struct Uncut: Encodable {
        let index, startFrame, endFrame: Int
        let start, end: MediaTime
        let transition: Sidecar.Shot.Transition
        @Nullable var transitionFrames: ClosedRange<Int>?
        let confidence: Double
        @Nullable var prompt: String?

        init(_ shot: Sidecar.Shot) {
            index = shot.index
            startFrame = shot.startFrame
            endFrame = shot.endFrame
            start = shot.start
            end = shot.end
            transition = shot.transition
            transitionFrames = shot.transitionFrames
            confidence = shot.confidence
            prompt = shot.prompt
        }
    }
}
