internal import Apiframe
internal import Foundation
internal import Library
internal import Pipeline

/// What `generate`, `job` and the commands that take jobs share: a desk, a delivery, and what is said in between.
struct JobWork: Sendable {
    let desk: JobDesk
    let delivery: ClipDelivery
    private let trap: SignalTrap
    let board: ProgressBoard
    private let repeated: String

    init(
        _ common: CommonOptions, _ api: APIOptions, _ fetching: FetchOptions, library: LibraryOption,
        _ options: ProcessOptions, spending: Spending = Spending(), storesOnly: Bool = false, trap: SignalTrap
    ) throws {
        let client = try api.client(trap.stop)
        let ledger = JobLedger(library: options.library)
        try? ledger.sweep()
        desk = JobDesk(client, ledger, spending: spending, stop: trap.stop)
        let board = ProgressBoard(common.progress)
        delivery = ClipDelivery(desk, common, fetching, options, storesOnly: storesOnly, board, trap)
        self.trap = trap
        self.board = board
        repeated = (library.library.map { " --library \($0.quotedForShell)" } ?? "") + api.repeated
    }

    /// The command that goes on with a job.
    func resuming(_ name: String) -> String { "dailies job \(name) --wait --process\(repeated)" }

    /// Waits until the job is completed, and shows how it stands.
    func wait(for id: String, _ ticket: JobTicket?, _ poll: PollPolicy) async throws -> ProviderJob {
        defer { board.remove(0) }
        return try await desk.wait(for: id, ticket, poll) { job, trouble in
            board.show(0, WaitMeter(id)) { $0.take(job, trouble) }
        }
    }

    /// Says of each job of this run that was charged more than it was quoted.
    func tellOfHighCharges() {
        for cost in desk.spending.ofThisRun((try? desk.ledger.readableCosts()) ?? []) where cost.isAboveQuote {
            Terminal.error("\(Terminal.bold("dailies")): \(GenerationError(chargedAboveQuote: cost))")
        }
    }

    /// Runs `body`, which works on what the ticket stands for; when a signal ends it, says how to go on.
    func untilStopped<Value>(_ ticket: JobTicket, _ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as StopFlag.Stopped {
            if let known = try? desk.ledger.ticket(ticket.key) {
                let what = known.jobId.map { "job \($0) is not lost" } ?? "the request may have been taken"
                Terminal.error("\(what); go on with:\n  \(resuming(known.jobId ?? known.key))")
            }
            throw Exit(code: 128 + error.signal)
        }
    }
}

extension ClipDelivery {
    /// A delivery that shows downloads and steps as `common` asks.
    init(
        _ desk: JobDesk?, _ common: CommonOptions, _ fetching: FetchOptions, _ options: ProcessOptions,
        storesOnly: Bool, _ board: ProgressBoard, _ trap: SignalTrap
    ) {
        self.init(
            desk, fetch: FetchJob(library: options.library, settings: fetching.settings), options: options,
            storesOnly: storesOnly, stop: trap.stop,
            progress: { place, progress in
                board.show(place.index, DownloadMeter(place.name)) { $0.take(progress) }
            },
            work: { place, body in
                defer { board.remove(place.index) }
                return try await common.work(on: place.name, trap, { board.show(place.index, $0) }, body)
            })
    }
}
