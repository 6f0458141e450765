/// Reads the cadence out of a whole clip's motion.
struct CadenceFinder {
    let steps: [Float]
    private let residues: [Float?]
    /// Against the frames around.
    private let sharpness: [Float]
    /// Frames where another shot begins or something else than motion happens.
    let breaks: Set<Int>

    /// A frame with less than this share of its neighbours' motion repeats the one before, if the rest, in levels, can be
    /// coding noise.
    private static let heldShare: Float = 0.12
    private static let heldNoise: Float = 0.35
    /// From this share of the motion around on, a picture is under way; at the turn of a throw the steps beside the still
    /// one are a quarter to a third of it.
    private static let underWay: Float = 1 / 2
    /// Motion below this, in levels, cannot be told from coding noise.
    static let leastStep: Float = 0.25
    /// The frames on either side that say what motion is usual.
    private static let context = 4
    /// Repeats at the longest distance that is called regular.
    static let longestPeriod = 6
    /// Moving frames from which a clip's cadence can be told.
    private static let leastMoving = 12

    init(_ trace: MotionTrace) {
        (steps, residues) = (trace.steps, trace.residues)
        sharpness = trace.sharpness.indices.map { frame in
            let near = trace.sharpness[Self.around(frame, in: trace.sharpness.indices, reach: 3)]
            return trace.sharpness[frame] / max(near.reduce(0, +) / Float(near.count), 0.1)
        }
        breaks = Set(
            steps.indices.filter { frame in
                let near = Self.around(frame, in: trace.steps.indices, reach: Self.context).filter { $0 != frame }
                // Where every other frame repeats, half of the steps are nothing.
                let usual = Self.quantile(near.map { trace.steps[$0] }, 0.75) ?? 0
                return trace.steps[frame] > max(8, 6 * usual)
            })
    }

    func facts() -> CadenceFacts {
        let moving = steps.indices.dropFirst().filter { usual(at: $0, quantile: 0.75) >= Self.leastStep }
        guard moving.count >= Self.leastMoving else {
            return CadenceFacts(
                held: [], heldPeriod: nil, blendedPeriod: nil, blended: [], skippedPeriod: nil, skipped: [],
                isTold: false)
        }
        let still = Set(
            moving.filter { steps[$0] < min(Self.heldShare * usual(at: $0, quantile: 0.75), Self.heldNoise) })
        let held = still.filter { isWithinMotion($0, still: still) }.sorted()
        let heldPeriod = period(of: held, among: moving)
        let told = moving.filter { frame in
            residues[frame] != nil && !still.contains(frame) && !still.contains(frame + 1)
                && !breaks.contains(frame) && !breaks.contains(frame + 1)
        }
        let ones = blends(told)
        let jumps = held.isEmpty && ones == nil ? skips(moving) : nil
        let mixes = ones ?? (jumps == nil ? allButOne(told) : nil)
        return CadenceFacts(
            held: held, heldPeriod: heldPeriod, blendedPeriod: mixes?.period, blended: mixes?.frames ?? [],
            skippedPeriod: jumps?.period, skipped: jumps?.frames ?? [], isTold: true)
    }

    /// The step that is usual around a frame, as far as the next break on either side: beyond it moves another shot.
    private func usual(at frame: Int, quantile: Double) -> Float {
        var low = frame
        while low > 1, frame - low < Self.context, !breaks.contains(low) { low -= 1 }
        var high = frame
        while high + 1 < steps.count, high - frame < Self.context, !breaks.contains(high + 1) { high += 1 }
        let near = (max(1, low)...max(1, high)).filter { $0 != frame && !breaks.contains($0) && $0 < steps.count }
        return Self.quantile(near.map { steps[$0] }, quantile) ?? 0
    }

    /// Whether the picture moves right before and right after the still frames around `frame`. What comes to rest slows
    /// down before it, and starts slowly again: its still frames are no repeats. A cut and the clip's ends say nothing.
    private func isWithinMotion(_ frame: Int, still: Set<Int>) -> Bool {
        var (first, next) = (frame, frame + 1)
        while still.contains(first - 1) { first -= 1 }
        while still.contains(next) { next += 1 }
        let sides = [first - 1, next].filter { $0 >= 1 && $0 < steps.count && !breaks.contains($0) }
        return !sides.isEmpty
            && sides.allSatisfy { steps[$0] >= Self.underWay * usual(at: frame, quantile: 0.75) }
    }

    /// The distance at which nearly all of `frames` follow each other, and nearly all of those places are among them.
    private func period(of frames: [Int], among moving: [Int]) -> Int? {
        guard frames.count >= 3 else { return nil }
        let members = Set(frames)
        return (2...Self.longestPeriod).first { period in
            (0..<period).contains { phase in
                let places = moving.filter { $0 % period == phase }
                let hits = places.count { members.contains($0) }
                return hits * 10 >= places.count * 8 && hits * 10 >= frames.count * 8 && hits >= 3
            }
        }
    }

    /// Frames of a phase that are mixes while the others are not. Slow motion makes every frame nearly a mix, so only the
    /// contrast between phases counts.
    private func blends(_ frames: [Int]) -> (period: Int, frames: [Int])? {
        contrast(frames, value: { residues[$0]! }) { low, high in
            low < 0.2 && high > 2.2 * low && (high > 0.25 || high > max(0.12, 3.5 * low))
        }
    }

    /// Frames between those of a phase that alone are whole pictures: a rate that was raised by a quarter. What mixes
    /// leave is unequal, so the whole ones are told by both: they are no mix, and they are sharper; in the first half of
    /// the clip as in the second. On clips as they are, chance makes a phase stand out in one of these, not in all.
    private func allButOne(_ frames: [Int]) -> (period: Int, frames: [Int])? {
        for period in 3...Self.longestPeriod where frames.count >= Self.leastWhole * period {
            for phase in 0..<period {
                let (whole, rest) = (frames.filter { $0 % period == phase }, frames.filter { $0 % period != phase })
                guard whole.count >= Self.leastWhole, stand(whole, out: rest, residue: 1.3, sharpness: 1.006),
                    stand(Self.half(whole, 0), out: Self.half(rest, 0), residue: 1.2, sharpness: 1.003),
                    stand(Self.half(whole, 1), out: Self.half(rest, 1), residue: 1.2, sharpness: 1.003)
                else { continue }
                return (period, rest)
            }
        }
        return nil
    }

    /// Whole pictures among mixes from which they can be told.
    private static let leastWhole = 15

    /// Whether residue and sharpness of `whole` are by so much above those of `rest`, by their medians.
    private func stand(_ whole: [Int], out rest: [Int], residue: Float, sharpness least: Float) -> Bool {
        guard let own = Self.median(whole.map { residues[$0]! }), let sharp = Self.median(whole.map { sharpness[$0] }),
            let other = Self.median(rest.map { residues[$0]! }), let dull = Self.median(rest.map { sharpness[$0] })
        else { return false }
        return own > residue * other && sharp > least * dull
    }

    private static func half(_ frames: [Int], _ index: Int) -> [Int] {
        Array(index == 0 ? frames[..<(frames.count / 2)] : frames[(frames.count / 2)...])
    }

    /// The shortest period with a phase whose values are lower than those of all other phases, by medians and by most
    /// of its members.
    private func contrast(
        _ frames: [Int], value: (Int) -> Float, isClear: (Float, Float) -> Bool
    ) -> (period: Int, frames: [Int])? {
        for period in 2...Self.longestPeriod where frames.count >= 5 * period {
            for phase in 0..<period {
                let inside = frames.filter { $0 % period == phase }
                let outside = frames.filter { $0 % period != phase }
                guard inside.count >= 5, let low = Self.median(inside.map(value)),
                    let high = Self.median(outside.map(value)), isClear(low, high)
                else { continue }
                let middle = (low + high) / 2
                let fitting = inside.count { value($0) < middle }
                if fitting * 10 >= inside.count * 8 { return (period, inside) }
            }
        }
        return nil
    }

    private static func around(_ frame: Int, in frames: Range<Int>, reach: Int) -> Range<Int> {
        max(frames.lowerBound, frame - reach)..<min(frames.upperBound, frame + reach + 1)
    }

    static func median(_ values: [Float]) -> Float? { quantile(values, 0.5) }

    private static func quantile(_ values: [Float], _ share: Double) -> Float? {
        values.isEmpty ? nil : values.sorted()[min(values.count - 1, Int(Double(values.count) * share))]
    }
}
