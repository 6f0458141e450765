internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline
internal import Service

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "The webhook service with its queue, its worker and its pages.",
        discussion: """
            Its pages, under the address that it prints, show the clips and the queue.

            POST /webhooks/apiframe takes in what the API tells of jobs: signed with the API
            key, and on the disk before it is acknowledged. The jobs are done as by 'dailies
            work', which may run beside it. At the start, and every few minutes, the API is
            asked for completed jobs that nobody told of. GET /healthz and /readyz tell how it is.

            Everything but health and webhooks is for this machine only, unless a token is set:
            browsers ask for it as a password, programs send it as 'Authorization: Bearer …'.

            BEHIND ANOTHER SERVER:
            What a server on this machine passes on comes from this machine. Give it the
            address of --webhook-listen, where nothing else is answered, and pass on only
            webhooks. nginx, within a server { … } that speaks TLS:

              location = /webhooks/apiframe {
                  proxy_pass http://127.0.0.1:8081;
                  client_max_body_size 64k;
              }

            Caddy, which speaks TLS by itself:

              hooks.example.com {
                  handle /webhooks/apiframe {
                      reverse_proxy 127.0.0.1:8081
                  }
                  handle {
                      respond 404
                  }
              }

            To reach the pages from elsewhere, set a token, and have the Host field passed on.
            Without a token, requests with X-Forwarded-For and the like, or in HTTP/1.0, are
            refused.

            EXAMPLES:
              dailies serve
              dailies serve --webhook-listen 127.0.0.1:8081
              dailies serve --listen 0.0.0.0:8080 --library /srv/clips --token-file token
              dailies serve --settings dailies.yaml --print-config

            EXIT CODES:
              2 wrong command line, or the address is taken, 5 output, 130 and 143 stopped by
              a signal.
            """)

    @Option(help: "The address and port; anything but this machine's own can be reached by others.")
    var listen = "127.0.0.1:8080"
    @Option(
        help: """
            Another address and port, for webhooks and health alone: what a server before it passes requests of others on \
            to.
            """) var webhookListen: String?
    @Option(help: "Seconds between looks for completed jobs that no webhook told of; 0 for no look.") var reconcile =
        300
    @Flag(help: "Print the settings that are in force, secrets masked, and end.") var printConfig = false
    @Flag(help: "With --print-config: as one JSON document, not as YAML.") var json = false
    @OptionGroup(title: "Access") var access: AccessOptions
    @OptionGroup var library: LibraryOption
    @OptionGroup(title: "Work") var worker: WorkerOptions

    func run() async throws {
        guard let address = ListenAddress(listen) else {
            throw ValidationError("--listen takes an address and a port, such as 127.0.0.1:8080.")
        }
        let webhookAddress = try webhookListen.map { text in
            guard let address = ListenAddress(text) else {
                throw ValidationError("--webhook-listen takes an address and a port, such as 127.0.0.1:8081.")
            }
            return address
        }
        guard (0...86_400).contains(reconcile) else {
            throw ValidationError("--reconcile takes seconds, up to a day.")
        }
        if printConfig { return try showSettings() }
        let trap = SignalTrap()
        let work = try worker.settings(library)
        let queue = try SQLiteQueue(library: work.library, policy: work.policy)
        let logger = worker.logger(of: "serve")
        var settings = ServiceSettings(library: work.library, address: address)
        settings.webhookAddress = webhookAddress
        try access.apply(to: &settings)
        var reconciler: Reconciler?
        do {
            settings.signature = WebhookSignature(try worker.api.key())
            if reconcile > 0 {
                reconciler = Reconciler(
                    try worker.api.client(trap.stop), queue, library: work.library, every: .seconds(reconcile),
                    stop: trap.stop, logger: logger)
            }
        } catch APISetupError.noKey {
            settings.signature = try access.webhookSignature()
            settings.clipRule = .hosts(access.clipHost.isEmpty ? ClipRule.vendorHosts : access.clipHost)
            logger.warning(
                settings.signature == nil
                    ? "no API key is set: webhooks are not taken in"
                    : "no API key is set: clips are fetched from where webhooks say")
        }
        if settings.token == nil, !address.isLocal {
            logger.warning("no token is set: only webhooks are taken in from elsewhere")
        }
        let service = WebService(settings, queue, work, reconciler: reconciler, stop: trap.stop, logger: logger)
        try await service.run { listening in
            switch listening {
            case .all(let address): Terminal.error("listening on http://\(address)")
            case .webhooks(let address): Terminal.error("listening for webhooks on http://\(address)")
            }
        }
        try trap.stop.check()
    }

    private func showSettings() throws {
        let layers = try SettingLayers(
            Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
        let own = [
            "listen": [listen], "webhook-listen": webhookListen.map { [$0] } ?? [], "reconcile": ["\(reconcile)"],
        ]
        let values = [own, access.values, worker.values(library)].reduce(into: [:]) { $0.merge($1) { one, _ in one } }
        let settings = EffectiveSettings(values, layers)
        json ? try Result.printJSON(settings) : Terminal.print(settings.yaml)
    }
}
