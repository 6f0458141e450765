/// Where a gradual transition is half done: there the new shot begins.
enum HalfWay {
    /// The first of the mixed pictures in which the new one dominates; `nil` if there is none.
    ///
    /// `mix` is how much of the new picture each has, from 0 to 1, and `times` when its frames are shown, at their middle.
    static func first(of mix: [Float], at times: [Float]) -> Int? {
        // Of an odd number of mixed pictures the middle one has exactly half, and noise must not turn it. Among many the
        // next picture is not far either.
        let half = 0.5 - min(0.02, 0.25 / Float(mix.count + 1))
        return straightened(mix, at: times).firstIndex { $0 > half }
    }

    /// Where many pictures are mixed, the straight line through those of the middle: each alone is so near to its neighbours
    /// that noise decides which is the first beyond the half. Few differ by more than noise, and stay as they are.
    private static func straightened(_ mix: [Float], at times: [Float]) -> [Float] {
        let middle = mix.indices.filter { 0.2...0.8 ~= mix[$0] }
        guard middle.count >= leastLine else { return mix }
        let count = Float(middle.count)
        let time = middle.map { times[$0] }.reduce(0, +) / count
        let level = middle.map { mix[$0] }.reduce(0, +) / count
        let across = middle.map { (times[$0] - time) * (times[$0] - time) }.reduce(0, +)
        let slope = middle.map { (times[$0] - time) * (mix[$0] - level) }.reduce(0, +) / across
        return times.map { level + slope * ($0 - time) }
    }

    private static let leastLine = 5
}
