internal import Foundation
internal import Pipeline
internal import Synchronization

/// What is going on, a line for each input: on a terminal drawn over at most ten times a second; as JSON, an object a
/// line.
///
/// Told from several threads; all state is behind the lock.
final class ProgressBoard: Sendable {
    /// How progress is shown.
    enum Style: String, CaseIterable {
        /// Lines on a terminal, nothing elsewhere.
        case auto
        /// One JSON object a line on standard error.
        case json
        case none
    }

    private struct State {
        var meters: [Int: any ProgressMeter] = [:]
        /// When each input's JSON was last written.
        var written: [Int: ContinuousClock.Instant] = [:]
        var drawn: ContinuousClock.Instant?
        /// Lines on the screen.
        var lines = 0
    }

    private let state = Mutex(State())
    private let draws: Bool
    private let writesJSON: Bool
    private static let interval = Duration.milliseconds(100)

    init(_ style: Style) {
        draws = style == .auto && Terminal.showsProgress
        writesJSON = style == .json
    }

    /// Shows how far an input is, as its meter has it after `update`, which says whether that is worth telling at once.
    func show<Meter: ProgressMeter>(_ index: Int, _ new: @autoclosure () -> Meter, _ update: (inout Meter) -> Bool) {
        guard draws || writesJSON else { return }
        state.withLock { state in
            var meter = state.meters[index] as? Meter ?? new()
            let isNews = update(&meter)
            state.meters[index] = meter
            let now = ContinuousClock.now
            if writesJSON, isNews || now - (state.written[index] ?? now - .seconds(1)) > Self.interval {
                state.written[index] = now
                Terminal.errorJSON(meter.json)
            }
            if draws, isNews || now - (state.drawn ?? now - .seconds(1)) > Self.interval {
                state.drawn = now
                draw(&state)
            }
        }
    }

    /// Shows how far a job is.
    func show(_ index: Int, _ progress: JobProgress) { show(index, JobMeter(progress)) { $0.take(progress) } }

    /// Takes an input's line away.
    func remove(_ index: Int) {
        state.withLock { state in
            guard state.meters.removeValue(forKey: index) != nil, draws else { return }
            draw(&state)
        }
    }

    /// Runs `body`, which writes to the terminal, while no lines are there.
    func hidden(_ body: () -> Void) {
        guard draws else { return body() }
        state.withLock { state in
            wipe(&state)
            body()
            draw(&state)
        }
    }

    private func wipe(_ state: inout State) {
        if state.lines > 0 { Terminal.errorText(Terminal.wiping(lines: state.lines)) }
        state.lines = 0
    }

    private func draw(_ state: inout State) {
        var text = state.lines > 0 ? Terminal.wiping(lines: state.lines) : ""
        let width = Terminal.columns - 1
        for (_, meter) in state.meters.sorted(by: { $0.key < $1.key }) {
            text += meter.line.shortened(to: width) + "\n"
        }
        state.lines = state.meters.count
        if !text.isEmpty { Terminal.errorText(text) }
    }
}
