internal import Fetch
internal import Library

/// How far a download is: a bar, bytes, speed and the time that is left, or why it waits.
struct DownloadMeter: ProgressMeter {
    private let input: String
    private var progress = FetchProgress(bytes: 0, total: nil)
    /// Where the speed is measured from: when bytes began to flow, and how many were here.
    private var begun = ContinuousClock.now
    private var first = 0
    private var now = ContinuousClock.now
    private var isFirst = true

    init(_ input: String) { self.input = input }

    /// Takes the next report; true for a pause, its end, and the last byte.
    mutating func take(_ new: FetchProgress) -> Bool {
        now = .now
        if isFirst || new.bytes < first || (progress.pause != nil && new.pause == nil) {
            (begun, first) = (now, new.bytes)
        }
        let isNews = isFirst || new.pause != progress.pause || new.bytes == new.total
        (progress, isFirst) = (new, false)
        return isNews
    }

    private var perSecond: Double {
        let spent = (now - begun) / .seconds(1)
        return spent > 0.05 ? Double(progress.bytes - first) / spent : 0
    }

    var line: String {
        let (name, here) = (Self.column(input), ByteText.of(progress.bytes))
        if let pause = progress.pause { return "\(name)\(here)  \(pause)" }
        let speed = "\(ByteText.of(Int(perSecond)))/s"
        guard let total = progress.total, total > 0 else { return "\(name)\(here)  \(speed)" }
        let filled = min(20, progress.bytes * 20 / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
        return "\(name)\(bar) \(progress.bytes * 100 / total) %  \(here) of \(ByteText.of(total))  \(speed)  "
            + Self.timeLeft(total - progress.bytes, perSecond: perSecond)
    }

    var json: String {
        struct Line: Encodable {
            let input: String
            let step = "fetch"
            let done: Int
            let total: Int
            let perSecond: Int
            let pause: String?
        }
        return Self.json(
            Line(
                input: input, done: progress.bytes, total: progress.total ?? 0, perSecond: Int(perSecond),
                pause: progress.pause))
    }
}
