internal import Foundation
internal import Library
internal import Pipeline

/// Where the time of one clip went, as `--timings` tells it.
struct TimingReport: Encodable {
    /// Wall-clock seconds by step, the longest first for people.
    let steps: Sidecar.Timings
    /// The step that decodes, in detail.
    let pass: PassTiming?

    init(_ processed: Processed) {
        (steps, pass) = (processed.sidecar.timings, processed.passTiming)
    }

    /// A table for people.
    var lines: [String] {
        let sorted = steps.steps.map { ($0, steps[$0] ?? 0) }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }
        var lines = sorted.map { name, seconds in
            "\(Self.text(seconds))  \(name.padding(toLength: 12, withPad: " ", startingAt: 0))"
        }
        guard let pass else { return lines }
        let cores = pass.seconds > 0 ? String(format: ", %.1f cores", pass.processor / pass.seconds) : ""
        let spent = Self.text(pass.processor).trimmingCharacters(in: .whitespaces)
        lines.append("the pass: \(spent) of processor time\(cores); our threads, without FFmpeg's:")
        for thread in pass.threads {
            let waits = thread.waits.map { ", waited \(Self.text($0.seconds)) for \($0.thread)" }.joined()
            let name = thread.name.padding(toLength: 12, withPad: " ", startingAt: 0)
            lines.append("\(name)\(Self.text(thread.processor)) of processor time\(waits)")
        }
        return lines
    }

    private static func text(_ seconds: Double) -> String { String(format: "%7.3f s", seconds) }
}
