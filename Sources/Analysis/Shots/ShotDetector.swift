/// Finds the shots of a clip from its small pictures alone.
///
/// Hand over every frame in display order, then ask. Times do not matter, nor does it how often a frame is repeated. About
/// a kilobyte is kept for each frame; the decision is made over the whole clip at the end. Where the
/// pictures' size changes, the later ones are brought to the first one's.
public struct ShotDetector: Sendable {
    private var timeline = ShotTimeline()

    /// A detector that has seen nothing.
    public init() {}

    /// Looks at the next frame.
    public mutating func take(_ picture: SmallPicture) { timeline.take(picture) }

    /// The shots of all frames taken.
    public consuming func finish() -> ShotReport {
        let likelihoods = timeline.moments.indices.map { index -> Float in
            index == 0 ? 0 : CutModel.probability(CutFeatures(timeline, at: index))
        }
        let cuts = CutPicker(likelihoods: likelihoods).cuts
        return ShotReport(
            shots: shots(
                cuts.map { Boundary(frame: timeline.moments[$0.moment].frame, confidence: Double($0.confidence)) }),
            scores: scores(likelihoods))
    }

    private struct Boundary {
        let frame: Int
        let confidence: Double
    }

    private func shots(_ boundaries: [Boundary]) -> [Shot] {
        guard timeline.frames > 0 else { return [] }
        let ends = boundaries.map(\.frame) + [timeline.frames]
        var shots = [Shot(startFrame: 0, endFrame: ends[0], transition: .start, confidence: 1)]
        for (index, boundary) in boundaries.enumerated() {
            shots.append(
                Shot(
                    startFrame: boundary.frame, endFrame: ends[index + 1], transition: .cut,
                    confidence: boundary.confidence))
        }
        return shots
    }

    private func scores(_ likelihoods: [Float]) -> [ShotScore] {
        var out: [ShotScore] = []
        out.reserveCapacity(timeline.frames)
        for (index, moment) in timeline.moments.enumerated() {
            let comparison = moment.comparisons.first ?? Comparison()
            out.append(
                ShotScore(
                    frame: moment.frame, isRepeat: false, difference: Double(comparison.structure),
                    change: Double(comparison.stillLuma), likelihood: Double(likelihoods[index])))
            let next = index + 1 < timeline.moments.count ? timeline.moments[index + 1].frame : timeline.frames
            for frame in (moment.frame + 1)..<max(next, moment.frame + 1) {
                out.append(ShotScore(frame: frame, isRepeat: true, difference: 0, change: 0, likelihood: 0))
            }
        }
        return out
    }
}
