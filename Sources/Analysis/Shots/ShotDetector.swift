/// Finds the shots of a clip from its small pictures alone.
///
/// Hand over every frame in display order, then ask. Times do not matter, nor does it how often a frame is repeated.
/// About a kilobyte is kept for each frame; the decision is made over the whole clip at the end. Where the pictures' size
/// changes, the later ones are brought to the first one's.
public struct ShotDetector: Sendable {
    private var timeline = ShotTimeline()

    /// A detector that has seen nothing.
    public init() {}

    /// Looks at the next frame.
    public mutating func take(_ picture: SmallPicture) { timeline.take(picture) }

    /// The shots of all frames taken.
    ///
    /// - Parameter script: where cuts were ordered; it decides only what the pictures leave in doubt.
    public consuming func finish(script: ShotScript? = nil) -> ShotReport {
        timeline.close()
        // Before the first moment there is nothing that could end.
        let later = timeline.moments.indices.dropFirst()
        let cuts = [0] + later.map { DenseModel.cut.likelihood(CutFeatures(timeline, at: $0).values) }
        let graduals = [0] + later.map { DenseModel.gradual.likelihood(GradualFeatures(timeline, at: $0).values) }
        guard !timeline.moments.isEmpty else { return ShotReport(shots: [], scores: []) }
        let boundaries = BoundaryFinder(
            timeline, cuts: weighed(cuts, script), graduals: weighed(graduals, script)
        ).boundaries()
        return ShotReport(shots: shots(boundaries), scores: scores(cuts, graduals))
    }

    /// The likelihood of each moment with the script weighed in.
    private func weighed(_ likelihoods: [Float], _ script: ShotScript?) -> [Float] {
        guard let script else { return likelihoods }
        return likelihoods.indices.map { script.weigh(likelihoods[$0], at: timeline.moments[$0].frame) }
    }

    private func shots(_ boundaries: [Boundary]) -> [Shot] {
        let moments = timeline.moments
        let starts = boundaries.map { moments[$0.moment].frame }
        let ends = starts + [timeline.frames]
        // Without what is mixed at either end.
        let begins = [0] + boundaries.map { $0.blended.map { $0.upperBound + 1 } ?? $0.moment }
        let overs = boundaries.map(\.extent.lowerBound) + [moments.count]
        let isCard = zip(begins, overs).map { $0 < $1 && timeline.isCard($0..<$1) }
        var shots = [Shot(startFrame: 0, endFrame: ends[0], transition: .start, confidence: 1, isCard: isCard[0])]
        for (index, boundary) in boundaries.enumerated() {
            let blended = boundary.blended.map { moments[$0.lowerBound].frame...lastFrame(of: $0.upperBound) }
            shots.append(
                Shot(
                    startFrame: starts[index], endFrame: ends[index + 1], transition: boundary.transition,
                    transitionFrames: blended, confidence: Double(boundary.confidence),
                    isCard: isCard[index + 1]))
        }
        return shots
    }

    /// The last frame that shows a moment.
    private func lastFrame(of moment: Int) -> Int {
        moment + 1 < timeline.moments.count ? timeline.moments[moment + 1].frame - 1 : timeline.frames - 1
    }

    private func scores(_ cuts: [Float], _ graduals: [Float]) -> [ShotScore] {
        var out: [ShotScore] = []
        out.reserveCapacity(timeline.frames)
        for (index, moment) in timeline.moments.enumerated() {
            let comparison = moment.comparisons.first ?? Comparison()
            for frame in moment.frame...lastFrame(of: index) {
                let isRepeat = frame > moment.frame
                out.append(
                    ShotScore(
                        frame: frame, isRepeat: isRepeat,
                        difference: isRepeat ? 0 : Double(comparison.structure),
                        change: isRepeat ? 0 : Double(comparison.stillLuma),
                        cutLikelihood: isRepeat ? 0 : Double(cuts[index]),
                        gradualLikelihood: Double(graduals[index])))
            }
        }
        return out
    }
}
