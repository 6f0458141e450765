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

    /// The most connections at once, and how long one may be idle.
    private static let connections = 512
    private static let patience: TimeAmount = .seconds(30)
    /// How large a request's fields may be, in bytes, and how many there may be.
    private static let fields = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)

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

    /// Serves until `stop` is raised; `listening` is told the address once it is heard. Throws ``UsageError`` where it
    /// cannot listen there.
    package func run(listening: @escaping @Sendable (ListenAddress) -> Void) async throws {
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        let (address, watch) = (settings.address, QueueWatch(queue))
        let application = Application(
            router: ServiceRouter(settings, queue, watch, meters).router(),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionDeadline(.init())], idleTimeout: Self.patience,
                    httpDecoderConfiguration: Self.fields)),
            configuration: .init(
                address: .hostname(address.host, port: address.port),
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connections)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                listening(ListenAddress("\(address.host.bracketed):\(port)") ?? address)
                open.yield()
            }, logger: logger)
        let services = ServiceGroup(configuration: .init(services: [application], logger: logger))
        try await withThrowingTaskGroup { group in
            group.addTask {
                defer { open.finish() }
                do { try await services.run() } catch let error as IOError {
                    throw UsageError("cannot listen on \(address): \(String(cString: strerror(error.errnoCode)))")
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
}

extension String {
    /// A host as it stands before a port.
    fileprivate var bracketed: String { contains(":") ? "[\(self)]" : self }
}
