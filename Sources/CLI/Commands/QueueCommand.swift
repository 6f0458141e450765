internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "The jobs that wait to be done by 'dailies work'.",
        discussion: """
            EXAMPLES:
              dailies queue add 3fa85f64-5717-4562-b3fc-2c963f66afa6
              dailies queue add clip.mp4 --priority 10
              dailies queue add - < urls.txt
              dailies queue list --state dead
              dailies queue retry 17
            """,
        subcommands: [List.self, Add.self, Cancel.self, Retry.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The jobs, the newest first; the default.")
        @Flag(help: "Print one JSON document.") var json = false
        @Option(help: "Only jobs in this state; may be repeated: \(States.names).") var state: [QueuedJob.State] = []
        @Option(help: "At most so many.") var limit = 100
        @OptionGroup var library: LibraryOption

        func run() async throws {
            let states = state.isEmpty ? Set(QueuedJob.State.allCases) : Set(state)
            guard FileManager.default.fileExists(atPath: library.folder.appending(path: "queue.sqlite").path) else {
                return try QueueReport(jobs: []).print(isJSON: json)
            }
            let queue = try SQLiteQueue(library: library.folder)
            let jobs = try await queue.jobs(in: states, limit: limit, before: nil)
            try QueueReport(jobs: jobs.map(ListedJob.init)).print(isJSON: json)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter jobs; one that is known is not entered again.")
        @Flag(help: "Print one JSON document.") var json = false
        @Option(help: "Jobs with a higher one go first.") var priority = 0
        @OptionGroup var library: LibraryOption
        @Argument(help: "URLs, ids of jobs or files, or - for one a line on standard input.", completion: .file())
        var inputs: [String]

        func run() async throws {
            let orders = try inputs.expandingStandardInput().map { try JobOrder(input: $0, priority: priority) }
            let jobs = try await SQLiteQueue(library: library.folder).add(orders)
            try QueueReport(jobs: jobs.map(ListedJob.init)).print(isJSON: json)
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give jobs up; one that is being done ends within seconds.")
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption
        @Argument(help: "The jobs' numbers.") var ids: [JobID]

        func run() async throws {
            try await QueueCommand.change(ids, library, json) { try await $0.cancel($1) }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make dead and cancelled jobs ready again.")
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption
        @Argument(help: "The jobs' numbers.") var ids: [JobID]

        func run() async throws {
            try await QueueCommand.change(ids, library, json) { try await $0.retry($1) }
        }
    }

    private static func change(
        _ ids: [JobID], _ library: LibraryOption, _ isJSON: Bool,
        _ change: (SQLiteQueue, JobID) async throws -> QueuedJob?
    ) async throws {
        let queue = try SQLiteQueue(library: library.folder)
        var jobs: [ListedJob] = []
        for id in ids {
            guard let job = try await change(queue, id) else { throw UsageError("there is no job \(id) in the queue") }
            jobs.append(ListedJob(job))
        }
        try QueueReport(jobs: jobs).print(isJSON: isJSON)
    }

    /// The states by their names, for help.
    private enum States {
        static var names: String { QueuedJob.State.allCases.map(\.rawValue).joined(separator: ", ") }
    }
}

extension QueuedJob.State: ExpressibleByArgument {}

extension JobID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
