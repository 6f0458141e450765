/// For how long a picture stands, in frames: a flash is over at once, a card stays.
extension ShotTimeline {
    /// What stands longer, stands.
    static let longStanding = 24

    /// The number of frames that show a moment.
    func length(_ moment: Int) -> Int {
        (moment + 1 < moments.count ? moments[moment + 1].frame : frames) - moments[moment].frame
    }

    /// For how many frames the picture of each moment stands: a still one that was coded differs a little from frame to frame, and
    /// each of these is a moment of its own.
    func stands() -> [Int] {
        var out: [Int] = []
        while out.count < moments.count {
            var next = out.count + 1
            while next < moments.count, isRepeat(next) { next += 1 }
            let frames = (next < moments.count ? moments[next].frame : frames) - moments[out.count].frame
            out += Array(repeating: frames, count: next - out.count)
        }
        return out
    }

    /// Whether a moment differs from the one before by coding alone.
    private func isRepeat(_ moment: Int) -> Bool {
        comparison(moment, lag: 0).map { $0.structure < Self.codedStructure && $0.stillLuma < Self.codedLuma } ?? false
    }

    /// What coding alone changes in a still picture from one frame to the next: of structure, and in levels of luma.
    private static let codedStructure: Float = 0.012
    private static let codedLuma: Float = 0.25

    /// Whether some moments show a title card or the like: mostly plain, and nothing in them moves.
    func isCard(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty, moments[range].allSatisfy({ $0.plainArea >= Self.plainGround }) else { return false }
        let light = moments[range].map(\.thumbnail.brightness)
        return (light.max() ?? 0) - (light.min() ?? 0) < Self.steadyLight
            && range.dropFirst().allSatisfy { comparison($0, lag: 0).map { $0.stillLuma < Self.steady } ?? true }
    }

    /// The share of a card that is plain at the least.
    private static let plainGround: Float = 0.6
    /// What grain and coding change in a still picture, in levels: from one moment to the next, and all in all in brightness.
    private static let steady: Float = 1.5
    static let steadyLight: Float = 8

    /// For how many frames from `moment` on nothing changes half as much as there; as long as can be where the clip ends first.
    func standing(after moment: Int, _ measure: KeyPath<Comparison, Float>) -> Int {
        guard let least = comparison(moment, lag: 0).map({ $0[keyPath: measure] / 2 }) else { return Self.longStanding }
        var next = moment + 1
        while next < moments.count, moments[next].frame - moments[moment].frame < Self.longStanding {
            if let change = comparison(next, lag: 0), change[keyPath: measure] >= least {
                return moments[next].frame - moments[moment].frame
            }
            next += 1
        }
        return Self.longStanding
    }

    /// The same backwards: for how many frames before `moment`.
    func standing(before moment: Int, _ measure: KeyPath<Comparison, Float>) -> Int {
        guard let least = comparison(moment, lag: 0).map({ $0[keyPath: measure] / 2 }) else { return Self.longStanding }
        var last = moment - 1
        while last > 0, moments[moment].frame - moments[last].frame < Self.longStanding {
            if let change = comparison(last, lag: 0), change[keyPath: measure] >= least {
                return moments[moment].frame - moments[last].frame
            }
            last -= 1
        }
        return Self.longStanding
    }
}
