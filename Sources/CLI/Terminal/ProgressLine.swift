internal import Foundation
internal import Pipeline
internal import Synchronization

/// Draws a job's progress: a line that is drawn over on a terminal, or a JSON object a line.
///
/// Told from several threads; all state is behind the lock.
final class ProgressLine: Sendable {
    /// How progress is shown.
    enum Style: String, CaseIterable {
        /// A line on a terminal, nothing elsewhere.
        case auto
        /// One JSON object a line on standard error.
        case json
        case none
    }

    private struct State {
        var step: Step?
        var begun = ContinuousClock.now
        var drawn = ContinuousClock.now - .seconds(1)
        var width = 0
    }

    private let state = Mutex(State())
    private let draws: Bool
    private let writesJSON: Bool

    init(_ style: Style) {
        draws = style == .auto && Terminal.showsProgress
        writesJSON = style == .json
    }

    /// Shows how far a job is; at most ten times a second, but every new step.
    func show(_ progress: JobProgress) {
        guard draws || writesJSON else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            let isNew = state.step != progress.step
            if isNew {
                state.step = progress.step
                state.begun = now
            }
            let isLast = progress.total > 0 && progress.done == progress.total
            guard isNew || isLast || now - state.drawn > .milliseconds(100) else { return }
            state.drawn = now
            let spent =
                Double((now - state.begun).components.seconds)
                + Double((now - state.begun).components.attoseconds) / 1e18
            let rate = spent > 0 && progress.done > 0 ? Double(progress.done) / spent : 0
            if writesJSON {
                writeJSON(progress, rate: rate)
            } else {
                draw(Self.line(progress, rate: rate), &state)
            }
        }
    }

    /// Wipes the line before something else is written.
    func clear() {
        guard draws else { return }
        state.withLock { draw("", &$0) }
    }

    private func draw(_ line: String, _ state: inout State) {
        let padding = String(repeating: " ", count: max(0, state.width - line.count))
        Terminal.errorText("\r\(line)\(padding)\(line.isEmpty ? "\r" : "")")
        state.width = line.count
    }

    private static func line(_ progress: JobProgress, rate: Double) -> String {
        let name = progress.input.split(separator: "/").last.map(String.init) ?? progress.input
        let shown = name.count > 32 ? "…" + name.suffix(31) : name
        guard progress.total > 0 else { return "\(shown)  \(progress.step.rawValue)" }
        let percent = min(100, progress.done * 100 / progress.total)
        let left = rate > 0 ? Int((Double(progress.total - progress.done) / rate).rounded(.up)) : 0
        let time = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
        return "\(shown)  \(progress.step.rawValue) \(percent) %  \(Int(rate)) fps  \(time)"
    }

    private func writeJSON(_ progress: JobProgress, rate: Double) {
        struct Line: Encodable {
            let input: String
            let step: String
            let done: Int
            let total: Int
            let perSecond: Double
        }
        let line = Line(
            input: progress.input, step: progress.step.rawValue, done: progress.done, total: progress.total,
            perSecond: (rate * 10).rounded() / 10)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(line) else { return }
        Terminal.error(String(decoding: data, as: UTF8.self))
    }
}
