package import Apiframe
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
    private let address: ListenAddress
    private let queue: SQLiteQueue
    private let intake: WebhookIntake?
    private let worker: Worker
    private let reconciler: Reconciler?
    private let stop: StopFlag
    private let logger: Logger

    /// The most connections at once, and how long one may be idle.
    private static let connections = 512
    private static let patience: TimeAmount = .seconds(30)

    /// A service that listens on `address`. Without a key it takes no webhooks in: anybody could have sent them.
    /// What they miss, the reconciler finds.
    package init(
        on address: ListenAddress, _ queue: SQLiteQueue, _ settings: WorkerSettings, key: APIKey?,
        reconciler: Reconciler?, stop: StopFlag, logger: Logger
    ) {
        self.address = address
        self.queue = queue
        intake = key.map { WebhookIntake($0, queue) }
        worker = Worker(queue, settings, stop: stop, logger: logger)
        self.reconciler = reconciler
        self.stop = stop
        self.logger = logger
    }

    /// Serves until `stop` is raised; `listening` is told the address once it is heard. Throws ``UsageError`` where it
    /// cannot listen there.
    package func run(listening: @escaping @Sendable (ListenAddress) -> Void) async throws {
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        let application = Application(
            router: ServiceRouter(queue: queue, intake: intake).router(),
            server: .http1(configuration: .init(idleTimeout: Self.patience)),
            configuration: .init(
                address: .hostname(address.host, port: address.port),
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connections)),
            onServerRunning: { [address] channel in
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
