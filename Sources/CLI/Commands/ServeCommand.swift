internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline
internal import Service

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "The webhook service with its queue and worker.",
        discussion: """
            POST /webhooks/apiframe takes in what the API tells of jobs: signed with the API
            key, and on the disk before it is acknowledged. The jobs are done as by 'dailies
            work', which may run beside it. At the start, and every few minutes, the API is
            asked for completed jobs that nobody told of. GET /healthz and /readyz tell how it is.

            EXAMPLES:
              dailies serve
              dailies serve --listen 0.0.0.0:8080 --library /srv/clips

            EXIT CODES:
              2 wrong command line, or the address is taken, 5 output, 130 and 143 stopped by
              a signal.
            """)

    @Option(help: "The address and port; anything but this machine's own can be reached by others.")
    var listen = "127.0.0.1:8080"
    @Option(help: "Seconds between looks for completed jobs that no webhook told of; 0 for no look.") var reconcile =
        300
    @OptionGroup var library: LibraryOption
    @OptionGroup var worker: WorkerOptions

    func run() async throws {
        guard let address = ListenAddress(listen) else {
            throw ValidationError("--listen takes an address and a port, such as 127.0.0.1:8080.")
        }
        guard (0...86_400).contains(reconcile) else {
            throw ValidationError("--reconcile takes seconds, up to a day.")
        }
        let trap = SignalTrap()
        let settings = try worker.settings(library)
        let queue = try SQLiteQueue(library: settings.library, policy: settings.policy)
        let logger = worker.logger(of: "serve")
        var (key, reconciler): (APIKey?, Reconciler?)
        do {
            key = try worker.api.key()
            if reconcile > 0 {
                reconciler = Reconciler(
                    try worker.api.client(trap.stop), queue, library: settings.library, every: .seconds(reconcile),
                    stop: trap.stop, logger: logger)
            }
        } catch APISetupError.noKey {
            logger.warning("no API key is set: webhooks are not taken in")
        }
        let service = WebService(
            on: address, queue, settings, key: key, reconciler: reconciler, stop: trap.stop, logger: logger)
        try await service.run { Terminal.error("listening on http://\($0)") }
        try trap.stop.check()
    }
}
