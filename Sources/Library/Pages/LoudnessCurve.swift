/// How loud the clip is as it goes on.
struct LoudnessCurve: Sendable {
    /// One for each stretch without silence.
    let runs: [String]
    /// The height of the whole clip's loudness, from the top in hundredths.
    let integrated: String?
    let lowest: String
    let about: String

    private static let floor = -60.0

    /// Reads the table of momentary loudness; `nil` where there is nothing to draw.
    init?(_ csv: String, _ axis: TimeAxis, integrated: Double?) {
        let table = NumberTable(csv)
        guard let times = table["seconds"], let levels = table["momentaryLUFS"] else { return nil }
        var stretches: [[(seconds: Double, height: Double)]] = [[]]
        for (time, level) in zip(times, levels) {
            if let time, let level, level > Self.floor {
                stretches[stretches.count - 1].append((time, 1 - level / Self.floor))
            } else if stretches.last?.isEmpty == false {
                stretches.append([])
            }
        }
        runs = stretches.filter { $0.count > 1 }.map(axis.points)
        guard !runs.isEmpty else { return nil }
        self.integrated = integrated.map { PageWords.number(min(max($0 / Self.floor, 0), 1) * 100, 1) }
        lowest = "−60"
        about = "Loudness" + (integrated.map { ", \(PageWords.level($0, "LUFS")) in all" } ?? "")
    }
}
