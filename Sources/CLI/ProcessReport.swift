internal import Foundation
internal import Library
internal import Pipeline

/// What became of the inputs of `dailies process` and `dailies fetch`, as it is printed.
struct ProcessReport: Encodable {
    let clips: [Clip]

    struct Clip: Encodable {
        let input: String
        /// "processed", "stored", "alreadyThere" or "failed".
        let state: String
        let id: String?
        let folder: String?
        let verdict: String?
        let error: String?
        /// Whether another attempt may help; only beside an error.
        let mayPass: Bool?
        /// Where the time went; only where that was asked for and something was done.
        let timings: TimingReport?
        private let sidecar: Sidecar?
        private let place: URL?

        private enum CodingKeys: String, CodingKey { case input, state, id, folder, verdict, error, mayPass, timings }

        init(_ input: String, _ processed: Processed, tellsTimings: Bool = false) {
            self.input = input
            state = processed.state.rawValue
            id = processed.sidecar.id.text
            folder = processed.folder.relativePath
            verdict = processed.sidecar.verdict.rawValue
            (error, mayPass) = (nil, nil)
            timings = tellsTimings && processed.state == .processed ? TimingReport(processed) : nil
            sidecar = processed.sidecar
            place = processed.folder
        }

        init(_ input: String, failed error: any Error) {
            self.init(input, failed: "\(error)", mayPass: !Failure.isFinal(error))
        }

        init(_ input: String, failed reason: String, mayPass: Bool) {
            self.input = input
            state = "failed"
            (id, folder, verdict, timings) = (nil, nil, nil, nil)
            (sidecar, place) = (nil, nil)
            error = reason
            self.mayPass = mayPass
        }

        /// What a page over many inputs shows of it.
        var indexItem: IndexReport.Item {
            if let sidecar, let place { return .clip(sidecar, folder: place) }
            return .failure(name: input, reason: error ?? "")
        }

        /// Whether it was held against a spec, all of it, and failed; or is stored without all that was to be made of it.
        var failedSpec: Bool { sidecar.map(\.failedSpec) ?? false }

        /// A few lines for people; a failure was told of already.
        func print() {
            guard let sidecar, let folder else { return }
            let name = (input as NSString).lastPathComponent
            guard sidecar.analysis != nil || !sidecar.failedOutputs.isEmpty else {
                return printStored(sidecar, name, folder)
            }
            let done =
                state == "processed" ? "" : Terminal.dim("  (already there, nothing to do; --force makes it again)")
            Terminal.print("\(VerdictText.word(sidecar.verdict))  \(name)\(done)")
            Terminal.print("      \(VerdictText.summary(of: sidecar))")
            for check in sidecar.checks where check.status == .fail || check.status == .warn {
                Terminal.print("      \(VerdictText.word(check.status)): \(check.message)")
            }
            for row in ProvenanceWords.rows(sidecar.media.provenance) where row.name != "encoder" {
                Terminal.print("      \(row.name): \(row.value)")
            }
            Terminal.print("      \(folder)")
            for line in timings?.lines ?? [] { Terminal.print("      \(line)") }
        }

        private func printStored(_ sidecar: Sidecar, _ name: String, _ folder: String) {
            let before = state == "stored" ? "" : Terminal.dim("  (already there)")
            Terminal.print("\(Terminal.green("here"))  \(name), \(ByteText.of(sidecar.source.bytes))\(before)")
            Terminal.print("      \(folder)")
            Terminal.print(Terminal.dim("      next: dailies process \(sidecar.id)"))
        }
    }
}

extension Sidecar {
    /// Whether it was held against a spec, all of it, and failed; or is stored without all that was to be made of it.
    var failedSpec: Bool { verdict == .fail && analysis != nil || isIncomplete }
}

/// Judgements as people read them.
enum VerdictText {
    static func word(_ verdict: Sidecar.Verdict) -> String {
        switch verdict {
        case .pass: Terminal.green("pass")
        case .warn: Terminal.yellow("warn")
        case .fail: Terminal.red("fail")
        }
    }

    static func word(_ status: Sidecar.Check.Status) -> String {
        switch status {
        case .pass: Terminal.green("pass")
        case .warn: Terminal.yellow("warn")
        case .fail: Terminal.red("fail")
        case .notEvaluated: Terminal.dim("not evaluated")
        }
    }

    /// "1280x720 at 24/1, 0:05.041, 2 shots (1 copied, 1 encoded), sound".
    static func summary(of sidecar: Sidecar) -> String {
        let video = sidecar.media.video
        var parts = ["\(video.width)x\(video.height) at \(video.frameRate.map(\.description) ?? "?")"]
        if let duration = sidecar.media.duration { parts.append(duration.clockText) }
        let copied = sidecar.shots.count { $0.method == .copy }
        let encoded = sidecar.shots.count { $0.method == .encode }
        let ways = copied + encoded > 0 ? " (\(copied) copied, \(encoded) encoded)" : ""
        parts.append("\(sidecar.shots.count) shot\(sidecar.shots.count == 1 ? "" : "s")\(ways)")
        parts.append(sidecar.media.audio == nil ? "no sound" : "sound")
        return parts.joined(separator: ", ")
    }
}
