/// What the shot detector saw from frame to frame, as curves.
struct ScoreCurves: Sendable {
    let structure, cut, gradual: String

    /// Another picture has about 0.4 new structure.
    private static let mostStructure = 0.6

    /// Reads `dailies shots --stats`; `nil` where there is nothing to draw.
    init?(_ csv: String, _ axis: TimeAxis) {
        let table = NumberTable(csv)
        guard let times = table["seconds"], times.count > 1 else { return nil }
        let curve = { (name: String, most: Double) in
            axis.points(
                zip(times, table[name] ?? []).compactMap { time, value in
                    guard let time, let value else { return nil }
                    return (time, value / most)
                })
        }
        structure = curve("difference", Self.mostStructure)
        cut = curve("cutLikelihood", 1)
        gradual = curve("gradualLikelihood", 1)
    }
}
