internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline
internal import Service

struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Do the jobs of the library's queue, each in a process of its own.",
        discussion: """
            Several may run on one library; no job is done by two. A job that crashes, hangs
            or fills the memory is ended, and no other. What fails for a passing reason is
            tried again, later each time; what fails for good stays in the queue with its
            error: see 'dailies queue list --state dead'.

            SIGTERM lets running jobs end within the grace time and hands the rest back.
            Nothing is lost by SIGKILL either.

            EXAMPLES:
              dailies work
              dailies work --drain --slots 1
              dailies work --library /srv/clips --memory-limit 2000 --time-limit 900

            EXIT CODES:
              0 the queue is empty (--drain), 2 wrong command line, 5 output, 130 and 143
              stopped by a signal.
            """)

    @OptionGroup var library: LibraryOption
    @OptionGroup var worker: WorkerOptions
    @Flag(help: "End when no job is left.") var drain = false

    func validate() throws {
        if worker.slots == 0 { throw ValidationError("with --slots 0 nothing would ever be done.") }
    }

    func run() async throws {
        let trap = SignalTrap()
        var settings = try worker.settings(library)
        settings.drains = drain
        let queue = try SQLiteQueue(library: settings.library, policy: settings.policy)
        let logger = worker.logger(of: "work")
        try await Worker(queue, settings, stop: trap.stop, logger: logger).run()
        try trap.stop.check()
    }
}
