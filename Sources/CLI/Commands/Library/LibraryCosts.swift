internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline

extension CostReport.Key: ExpressibleByArgument {}

extension LibraryCommand {
    struct Costs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What jobs were charged, and what of it failed its check.",
            discussion: """
                Each job counts once, by its record and by the sidecars of its clips; a clip that
                was removed stays paid. Jobs whose charge is not known are shown apart, with what
                they were quoted: those in flight, those never answered, and those that ended
                without a word on their price.

                EXAMPLES:
                  dailies library costs
                  dailies library costs --by group --from 2026-11-01 --to 2026-11-30
                  dailies library costs --by verdict --json
                """)
        @Flag(help: "Print one JSON document.") var json = false
        @Option(help: "What a row stands for: day, month, model, group or verdict.") var by: CostReport.Key = .day
        @Option(help: "Only jobs that were sent on this day (UTC) or later: 2026-11-24, or 2026-11-24T21:30:00Z.")
        var from: String?
        @Option(help: "Only jobs that were sent on this day or earlier.") var to: String?
        @Option(help: "How to show progress on standard error: auto, json or none.")
        var progress: ProgressBoard.Style = .auto
        @OptionGroup var library: LibraryOption
        @OptionGroup var presets: PresetsOption

        func validate() throws {
            do { _ = try filter() } catch { throw ValidationError("--\(error)") }
        }

        private func filter() throws(LibraryError) -> LibraryFilter {
            try LibraryFilter { key in
                switch key {
                case .from: from
                case .to: to
                default: nil
                }
            }
        }

        func run() throws {
            let filter = try filter()
            let cents = try presets.load().prices().creditCents
            let board = ProgressBoard(progress)
            let report = try CostReport(of: ClipStore(root: library.folder)) { done, total in
                board.show(0, CountMeter("costs", of: total)) { $0.take(done) }
            }
            board.remove(0)
            for error in report.unreadable { Terminal.error("\(error)") }
            let costs = CostTable(report, by: by, from: filter.from, before: filter.before, creditCents: cents)
            if json { try Result.printJSON(costs) } else { costs.print() }
            if !report.unreadable.isEmpty { throw Exit(code: ExitCode.input.rawValue) }
        }
    }
}

/// Costs as a table of rows, or as one document.
struct CostTable: Encodable {
    private struct Row: Encodable {
        let name: String?
        let jobs, clips, credits, cents, failedCredits: Int

        init(_ row: CostReport.Row, creditCents: Int) {
            name = row.name
            (jobs, clips, credits, failedCredits) = (row.jobs, row.clips, row.credits, row.failedCredits)
            let (cents, overflow) = row.credits.multipliedReportingOverflow(by: creditCents)
            self.cents = overflow ? Int.max : cents
        }

        var cells: [String] {
            let rest = cents % 100
            return [
                name.map { $0.shortened(to: 60) } ?? "-", "\(jobs)", "\(clips)", "\(credits)",
                "$\(cents / 100).\(rest < 10 ? "0" : "")\(rest)", "\(failedCredits)",
            ]
        }
    }

    private struct Open: Encodable {
        let jobs, expectedCredits: Int
        init(_ open: CostReport.Open) { (jobs, expectedCredits) = (open.jobs, open.credits) }
    }

    private let by: String
    private let creditCents: Int
    private let rows: [Row]
    private let total: Row
    private let inFlight, unanswered, untold: Open

    init(_ report: CostReport, by key: CostReport.Key, from: Date?, before: Date?, creditCents: Int) {
        by = key.rawValue
        self.creditCents = creditCents
        rows = report.rows(by: key, from: from, before: before).map { Row($0, creditCents: creditCents) }
        total = Row(report.total(from: from, before: before), creditCents: creditCents)
        inFlight = Open(report.inFlight(from: from, before: before))
        unanswered = Open(report.unanswered(from: from, before: before))
        untold = Open(report.untold(from: from, before: before))
    }

    func print() {
        var lines = [[by, "jobs", "clips", "credits", "dollars", "failed"]] + rows.map(\.cells)
        var sum = total.cells
        sum[0] = "all"
        lines.append(sum)
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        for line in lines {
            let name = line[0] + String(repeating: " ", count: widths[0] - line[0].count)
            let figures = zip(line, widths).dropFirst().map { cell, width in
                String(repeating: " ", count: width - cell.count) + cell
            }
            Terminal.print(([name] + figures).joined(separator: "  "))
        }
        for (name, open) in [("in flight", inFlight), ("unanswered", unanswered), ("charge not told", untold)]
        where open.jobs > 0 {
            Terminal.print(
                "\(name): \(open.jobs) job\(open.jobs == 1 ? "" : "s"), quoted \(open.expectedCredits) credits")
        }
    }
}
