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
        shot.file = "\(folder)/\(piece.file)"
        shot.method = Method(rawValue: piece.method)
        return shot
    }
}
