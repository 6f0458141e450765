internal import Analysis
internal import Library
internal import Render
internal import Timing

extension Sidecar.Shot {
    /// A found shot with its times from the clip's first picture.
    init(_ shot: Shot, index: Int, times: FrameTimes, prompt: String? = nil) {
        self.init(
            index: index, startFrame: shot.startFrame, endFrame: shot.endFrame,
            start: times.timeFromStart(of: shot.startFrame), end: times.timeFromStart(of: shot.endFrame),
            transition: Transition(rawValue: shot.transition.rawValue)!, transitionFrames: shot.transitionFrames,
            confidence: shot.confidence, prompt: prompt)
    }

    /// The same shot with the file that it became.
    func cut(_ piece: Splitter.Piece, in folder: String) -> Sidecar.Shot {
        var shot = self
        if let failure = piece.failure {
            shot.methodReason = "it could not be made: \(failure)"
            return shot
        }
        shot.file = "\(folder)/\(piece.file)"
        shot.method = Method(rawValue: piece.way.rawValue)
        shot.methodReason = piece.reason
        shot.reencodedFrames = piece.proof.reencoded.count
        shot.proof = Sidecar.Proof(piece.proof)
        if !piece.missing.isEmpty {
            shot.missingFrames = piece.missing
            shot.proof?.passed = false
        }
        return shot
    }
}

extension Sidecar.Proof {
    /// What the splitter saw in a shot's file.
    init(_ proof: ShotProof) {
        self.init(
            passed: proof.failure == nil, verification: Verification(rawValue: proof.verification.rawValue)!,
            expectedFrames: proof.expectedFrames, decodedFrames: proof.foundFrames,
            copiedPackets: proof.copiedPackets, comparedFrames: proof.comparedFrames,
            identicalFrames: proof.comparedFrames > 0 ? proof.identicalFrames : nil,
            minimumPSNR: proof.leastLikeness,
            reencoded: proof.reencoded.map { Reencoded(frame: $0.frame, psnr: $0.likeness) })
    }
}
