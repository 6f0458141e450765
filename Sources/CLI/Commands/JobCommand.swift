internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline

struct JobCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job", abstract: "Jobs that were submitted: how they stand, and what became of them.",
        discussion: """
            ID is a job's id, or the key of a request on record that was never answered:
            with --wait it is sent again under the same key, so that it gives the job that
            was made, if one was made. If none was, it buys one: its price is shown, and held
            against --max-credits and the budget, as 'dailies generate' does.

            EXAMPLES:
              dailies job 3fa85f64-5717-4562-b3fc-2c963f66afa6
              dailies job 3fa85f64-5717-4562-b3fc-2c963f66afa6 --wait --process
              dailies job list
              dailies job recover
            """,
        subcommands: [Show.self, List.self, Recover.self, Forget.self], defaultSubcommand: Show.self)

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "How a job stands; the default.")
        @Flag(help: "Wait until it is completed.") var wait = false
        @Flag(help: "Fetch and process its clips.") var process = false
        @OptionGroup var common: CommonOptions
        @OptionGroup var library: LibraryOption
        @OptionGroup var presets: PresetsOption
        @OptionGroup(title: "Processing") var processing: ProcessingOptions
        @OptionGroup(title: "The API") var api: APIOptions
        @OptionGroup(title: "Waiting") var waiting: WaitOptions
        @OptionGroup(title: "Fetching") var fetching: FetchOptions
        @OptionGroup(title: "The money, where a request is sent again") var money: SpendingOptions
        @Argument(help: "The job's id, or the key of a request on record.") var id: String

        func run() async throws {
            let trap = SignalTrap()
            let presets = try presets.load()
            let options = processing.options(library.folder, presets)
            var ticket = try JobLedger(library: library.folder).find(id)
            if let ticket, ticket.jobId == nil, !wait { return try JobReport(ticket).end(isJSON: common.json) }
            guard ticket != nil || ProviderJob.isID(id) else { throw GenerationError.unknownJob(id) }
            let work = try JobWork(
                common, api, fetching, library: library, options, spending: try money.spending(waiting.policy),
                trap: trap)
            if let unanswered = ticket, unanswered.jobId == nil {
                let repeated = try work.desk.priced(unanswered, try presets.prices(), atMost: money.maxCredits)
                Terminal.error(
                    "this request was sent at \(unanswered.sentAt.ISO8601Format()) and not answered; it is repeated "
                        + "with the same key: \(repeated.quote)")
                ticket = try await work.untilStopped(unanswered) { try await work.desk.submit(repeated.ticket) }
            }
            let (id, known) = (ticket?.jobId ?? id, ticket)
            let body: () async throws -> JobReport = {
                let job =
                    wait ? try await work.wait(for: id, known, waiting.policy) : try await work.desk.look(at: id, known)
                guard process else { return JobReport(known, job: job) }
                guard job.state != .running else {
                    throw GenerationError.timeLimit(job: id, word: job.word, waited: .zero)
                }
                let delivered = try await work.delivery.deliver(try JobDesk.completed(job), known)
                return JobReport(known, job: job, delivered)
            }
            let report = if let known { try await work.untilStopped(known, body) } else { try await body() }
            work.tellOfHighCharges()
            try report.end(isJSON: common.json)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All jobs on record, the newest first; asks nobody.")
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption

        func run() throws {
            let (tickets, unreadable) = try JobLedger(library: library.folder).all()
            for error in unreadable { Terminal.error("\(error)") }
            let reports = tickets.reversed().map { JobReport($0) }
            if json { return try Result.printJSON(["jobs": reports]) }
            if reports.isEmpty { Terminal.error("no jobs on record in \(library.folder.relativePath)") }
            for report in reports {
                Terminal.print(
                    (report.submittedAt?.ISO8601Format() ?? "?").padded(to: 22)
                        + (report.job ?? report.key ?? "?").padded(to: 44)
                        + (report.stored.isEmpty ? (report.status ?? "?").lowercased() : "stored").padded(to: 12)
                        + ((report.chargedCredits ?? report.expectedCredits).map { "\($0)" } ?? "?").padded(to: 7)
                        + (report.stored.isEmpty ? (report.error ?? "") : report.stored.joined(separator: " "))
                        .shortened(to: 120))
            }
        }
    }

    struct Recover: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch and process every completed job whose clips are not in the library.",
            discussion: """
                Asks the API for all completed jobs, and for those on record. Submits nothing,
                and may be given again at any time.
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var library: LibraryOption
        @OptionGroup var presets: PresetsOption
        @OptionGroup(title: "Processing") var processing: ProcessingOptions
        @OptionGroup(title: "The API") var api: APIOptions
        @OptionGroup(title: "Fetching") var fetching: FetchOptions

        func run() async throws {
            let trap = SignalTrap()
            let options = processing.options(library.folder, try presets.load())
            let work = try JobWork(common, api, fetching, library: library, options, trap: trap)
            let recovery = JobRecovery(work.desk, store: ClipStore(root: library.folder), delivery: work.delivery)
            var already = 0
            let (outcomes, errors) = try await recovery.run { outcome in
                if outcome.state == .alreadyStored { already += 1 }
                guard !common.json, outcome.state != .alreadyStored else { return }
                Terminal.print(Self.line(outcome, work))
            }
            if common.json {
                try Result.printJSON(["jobs": outcomes])
            } else {
                Terminal.print("\(already) job\(already == 1 ? "" : "s") stored before")
            }
            let code = errors.map(ExitCode.code(for:)).max() ?? 0
            if code != 0 { throw Exit(code: code) }
        }

        private static func line(_ outcome: JobRecovery.Outcome, _ work: JobWork) -> String {
            let name = (outcome.job ?? outcome.key ?? "?").padded(to: 44)
            return switch outcome.state {
            case .stored: name + Terminal.green("stored") + "      " + outcome.clips.joined(separator: " ")
            case .alreadyStored: name + "stored before"
            case .running: name + "running"
            case .failed: name + Terminal.red("failed") + "      " + (outcome.error ?? "")
            case .unanswered:
                name + Terminal.yellow("unanswered") + "  send it again with: " + work.resuming(outcome.key ?? "")
            }
        }
    }

    struct Forget: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Strike a request off the record.",
            discussion: """
                For a request that was sent, never answered, and is too old to be sent again:
                look with 'dailies job recover' first whether it made a clip. What it bought, if
                anything, stays bought: its credits still count for the budget and in
                'dailies library costs'.
                """)
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption
        @Argument(help: "The request's key, or the job's id.") var id: String

        func run() throws {
            let ledger = JobLedger(library: library.folder)
            guard let ticket = try ledger.find(id) else { throw GenerationError.unknownJob(id) }
            guard let hold = try ledger.hold(ticket.key) else { throw GenerationError.beingSent(key: ticket.key) }
            defer { withExtendedLifetime(hold) {} }
            try ledger.forget(ticket)
            if json { return try Result.printJSON(["forgot": id]) }
            Terminal.print("forgot \(id)")
        }
    }
}
