internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import JSON
internal import Library
internal import Pipeline

extension GenerateCommand {
    /// Submits every line of a file, and says what became of each.
    func run(batch file: String, _ presets: PresetLibrary) async throws {
        guard request.prompt == nil, request.shot.isEmpty else {
            throw ValidationError("--batch has its prompts and shots in the file.")
        }
        let prices = try presets.prices()
        let batch = try BatchFile(file, defaults: try request.draft())
        guard !dryRun else { return try printDry(batch, prices) }
        let work = try work(for: batch.lines.map(\.request), presets)
        let plan = try BatchPlan(batch, work.desk, round: round)
        let pricing = try work.desk.pricing(prices)
        if let maxCredits = money.maxCredits { try plan.require(atMost: maxCredits, pricing) }
        say(plan, pricing)
        let run = BatchRun(
            work.desk, of: file, waiting.policy, concurrency: concurrency, pricing, group: version.group,
            variant: version.variant, delivery: noWait ? nil : work.delivery)
        let (outcomes, errors) = await outcomes(of: run, plan, on: work.board)
        work.tellOfHighCharges()
        try end(outcomes, errors)
    }

    private func printDry(_ batch: BatchFile, _ prices: PriceList) throws {
        let requests = batch.lines.map(\.request)
        let quote = Quote(requests, prices: prices)
        if common.json { return try Result.printJSON(DryRun(requests: requests, quote: quote, prices: prices)) }
        for line in batch.lines {
            let price = Quote([line.request], prices: prices)
            Terminal.print("\(line.number)".padded(to: 6) + "\(line.request.summary): \(price)")
        }
        Terminal.print("\(requests.count) requests: \(quote)")
    }

    private func outcomes(
        of run: BatchRun, _ plan: BatchPlan, on board: ProgressBoard
    ) async -> (outcomes: [BatchOutcome], errors: [any Error]) {
        var done = 0
        return await run.run(
            plan,
            waiting: { index, id, job, trouble in board.show(index, WaitMeter(id)) { $0.take(job, trouble) } },
            tell: { outcome in
                done += 1
                guard common.progress != .none else { return }
                let what = outcome.error ?? outcome.clips.joined(separator: " ")
                board.hidden {
                    Terminal.error(
                        "\(done)/\(plan.entries.count)  line \(outcome.line): \(outcome.state.words)  \(what)")
                }
            })
    }

    private func end(_ outcomes: [BatchOutcome], _ errors: [any Error]) throws {
        if common.json { try Result.printJSON(["lines": outcomes]) } else { BatchTable.print(outcomes) }
        if errors.contains(where: { $0 is StopFlag.Stopped }) {
            Terminal.error("submitted jobs go on without us; give the same command again to go on")
        }
        var code = errors.map(ExitCode.code(for:)).max() ?? 0
        if outcomes.contains(where: { $0.verdict == .fail }) { code = max(code, ExitCode.failedSpec.rawValue) }
        if code != 0 { throw Exit(code: code) }
    }

    /// Says what is going to be sent, and what it costs.
    private func say(_ plan: BatchPlan, _ pricing: Pricing) {
        let quote = Quote(plan.unsent, pricing)
        let before = plan.entries.count - plan.unsent.count
        let rest = before > 0 ? "; \(before) were submitted before" : ""
        let listed = Quote(plan.unsent, prices: pricing.list)
        Terminal.error(
            "\(plan.unsent.count) of \(plan.entries.count) requests to submit: \(quote)\(quote.note(against: listed))\(rest)"
        )
        guard !plan.unanswered.isEmpty else { return }
        let lines = plan.unanswered.map { "\($0.line)" }.joined(separator: ", ")
        Terminal.error(
            "\(plan.unanswered.count) of them were sent before and never answered, and count as unpaid: line \(lines); "
                + "\(Quote(plan.unanswered.map(\.request), pricing))")
    }
}

/// What became of a batch's lines, as an aligned table.
enum BatchTable {
    static func print(_ outcomes: [BatchOutcome]) {
        Terminal.print(
            "line".padded(to: 6) + "state".padded(to: 15) + "verdict".padded(to: 9) + "credits".padded(to: 9)
                + "job".padded(to: 38) + "clip")
        for outcome in outcomes {
            // Padded before it is coloured: colour has no width.
            let gap = String(repeating: " ", count: 9 - (outcome.verdict?.rawValue.count ?? 1))
            Terminal.print(
                "\(outcome.line)".padded(to: 6) + outcome.state.words.padded(to: 15)
                    + (outcome.verdict.map { VerdictText.word($0) } ?? "-") + gap
                    + ((outcome.chargedCredits ?? outcome.expectedCredits).map { "\($0)" } ?? "?").padded(to: 9)
                    + (outcome.job ?? "-").padded(to: 38)
                    + (outcome.clips.isEmpty ? "-" : outcome.clips.joined(separator: " ")))
            if let error = outcome.error { Terminal.print(Terminal.dim("      \(error)")) }
        }
    }
}

extension BatchOutcome.State {
    /// The state as people read it.
    var words: String {
        switch self {
        case .stored: "stored"
        case .alreadyStored: "already stored"
        case .submitted: "submitted"
        case .failed: "failed"
        case .unanswered: "unanswered"
        case .notSubmitted: "not submitted"
        }
    }
}
