internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
package import Library
package import Logging
internal import NIOCore
package import Pipeline
internal import ServiceLifecycle

/// The service: takes in what the provider tells, and does the jobs that follow from it.
package struct WebService: Sendable {
    private let settings: ServiceSettings
    private let queue: SQLiteQueue
    private let worker: Worker
    private let reconciler: Reconciler?
    private let stop: StopFlag
    private let logger: Logger
    private let meters = Meters()

    /// Descriptors that are kept for the queue, the library and the jobs' processes; and for connections that are closing.
    private static let otherFiles = 128
    private static let closing = 64
    /// Connections that the system keeps until they are accepted; with fewer, a flood has others wait for seconds.
    private static let backlog = 1024
    /// How long a connection may be idle.
    private static let patience: TimeAmount = .seconds(30)
    /// How large a request's fields may be, in bytes, and how many there may be.
    private static let fields = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100)

    /// A service with its worker. What webhooks miss, the reconciler finds.
    package init(
        _ settings: ServiceSettings, _ queue: SQLiteQueue, _ work: WorkerSettings, reconciler: Reconciler?,
        stop: StopFlag, logger: Logger
    ) {
        self.settings = settings
        self.queue = queue
        worker = Worker(queue, work, stop: stop, logger: logger, meters: meters)
        self.reconciler = reconciler
        self.stop = stop
        self.logger = logger
    }

    /// Where the service is heard.
    package enum Listening: Sendable {
        /// Everything is answered there.
        case all(ListenAddress)
        /// Webhooks and health alone are.
        case webhooks(ListenAddress)
    }

    /// Serves until `stop` is raised; `listening` is told each address once it is heard. Throws ``UsageError`` where it
    /// cannot listen there.
    package func run(listening: @escaping @Sendable (Listening) -> Void) async throws {
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        let watch = QueueWatch(queue)
        var limits = ConnectionTable.Limits()
        limits.connections = max(16, min(limits.connections, OpenFileLimit.raise() - Self.otherFiles - Self.closing))
        let connections = ConnectionTable(limits)
        let router = ServiceRouter(settings, queue, watch, meters, connections)
        var applications: [any ServiceLifecycle.Service] = [
            application(router.router(), at: settings.address, connections, limits) { address in
                listening(.all(address))
                open.yield()
            }
        ]
        if let address = settings.webhookAddress {
            applications.append(
                application(router.webhookRouter(), at: address, connections, limits) { listening(.webhooks($0)) })
        }
        let services = ServiceGroup(configuration: .init(services: applications, logger: logger))
        let addresses = [settings.address, settings.webhookAddress].compactMap { $0?.description }
        try await withThrowingTaskGroup { group in
            group.addTask {
                defer { open.finish() }
                do { try await services.run() } catch let error as IOError {
                    throw UsageError(
                        "cannot listen on \(addresses.joined(separator: " or ")): "
                            + String(cString: strerror(error.errnoCode)))
                }
            }
            group.addTask {
                // No job is begun by a service that cannot listen.
                guard await opened.first(where: { true }) != nil else { return }
                async let reconciling: Void? = reconciler?.run()
                try await worker.run()
                await reconciling
            }
            group.addTask {
                while !stop.isRaised { try await Task.sleep(for: .milliseconds(50)) }
                // An answer that goes on for ever would hold the service open.
                watch.end()
                await services.triggerGracefulShutdown()
            }
            // The first that fails ends the others; `waitForAll` would let them go on.
            while try await group.next() != nil {}
        }
    }

    /// A server that answers as `router` does.
    private func application(
        _ router: Router<ServiceContext>, at address: ListenAddress, _ connections: ConnectionTable,
        _ limits: ConnectionTable.Limits, listening: @escaping @Sendable (ListenAddress) -> Void
    ) -> some ApplicationProtocol {
        Application(
            router: router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionTracker(connections), ConnectionDeadline(.init())],
                    idleTimeout: Self.patience, httpDecoderConfiguration: Self.fields)),
            configuration: .init(
                address: .hostname(address.host, port: address.port), backlog: Self.backlog,
                // The table closes connections; this waits with new ones until they are closed.
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections + Self.closing)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                listening(ListenAddress("\(address.host.bracketed):\(port)") ?? address)
            }, logger: logger)
    }
}

extension String {
    /// A host as it stands before a port.
    fileprivate var bracketed: String { contains(":") ? "[\(self)]" : self }
}
