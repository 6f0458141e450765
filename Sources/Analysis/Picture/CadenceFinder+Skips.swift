extension CadenceFinder {
    /// Where a frame is missing, steady motion advances twice as far, and motion without a direction by the square root of
    /// two; what a step is compared with is the mean of two on either side.
    private static let leastJump: Float = 1.45
    /// The other frames advance evenly: by no more than this.
    private static let mostElsewhere: Float = 1.15
    /// How many times its own uncertainty the difference between jumps and other frames has to be. Of the eighteen phases
    /// that are tried, chance makes one stand out so far in one clip of a thousand.
    private static let leastCertainty: Float = 4
    /// Jumps from which a rhythm can be told.
    private static let fewestJumps = 8

    /// The shortest period, and the frames before which the picture jumps in step with it.
    ///
    /// Pictures of different motion jump by different amounts, and motion is seldom steady; so each step is taken against
    /// its own neighbours, and a phase is judged by all of its members together.
    func skips(_ moving: [Int]) -> (period: Int, frames: [Int])? {
        let jumps = moving.reduce(into: [Int: Float]()) { $0[$1] = jump(at: $1) }
        let told = jumps.keys.sorted()
        for period in 3...Self.longestPeriod {
            for phase in 0..<period {
                let inside = told.filter { $0 % period == phase }
                guard inside.count >= Self.fewestJumps, let middle = Self.median(inside.map { jumps[$0]! }),
                    middle >= Self.leastJump.logarithm
                else { continue }
                let others = (0..<period).filter { $0 != phase }.map { other in
                    told.filter { $0 % period == other }.map { jumps[$0]! }
                }
                let areEven = others.allSatisfy { other in
                    other.count >= Self.fewestJumps && Self.median(other)! <= Self.mostElsewhere.logarithm
                }
                guard areEven,
                    Self.certainty(inside.map { jumps[$0]! }, over: others.flatMap { $0 }) >= Self.leastCertainty
                else { continue }
                return (period, inside)
            }
        }
        return nil
    }

    /// The logarithm of a step over the mean of its neighbours', of the same shot; `nil` where it has none on one side.
    private func jump(at frame: Int) -> Float? {
        guard !breaks.contains(frame) else { return nil }
        let before = (max(1, frame - 2)..<frame).reversed().prefix { !breaks.contains($0) }
        let after = (frame + 1..<max(frame + 1, min(steps.count, frame + 3))).prefix { !breaks.contains($0) }
        guard !before.isEmpty, !after.isEmpty else { return nil }
        let near = (Array(before) + after).map { logarithm(of: steps[$0]) }
        return logarithm(of: steps[frame]) - near.reduce(0, +) / Float(near.count)
    }

    private func logarithm(of step: Float) -> Float { max(step, Self.leastStep / 4).logarithm }

    /// The difference of two means over its standard error.
    private static func certainty(_ values: [Float], over others: [Float]) -> Float {
        func moments(_ values: [Float]) -> (mean: Float, error: Float) {
            let mean = values.reduce(0, +) / Float(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count - 1)
            return (mean, variance / Float(values.count))
        }
        let (own, other) = (moments(values), moments(others))
        return (own.mean - other.mean) / max((own.error + other.error).squareRoot(), 0.001)
    }
}
