internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdTesting
internal import Library
@testable internal import Service
internal import Support

/// A service's answers over a library of its own.
struct TestService {
    let folder: TemporaryFolder
    let library: URL
    let queue: SQLiteQueue
    let meters = Meters()

    init() throws {
        folder = try TemporaryFolder()
        library = URL(fileURLWithPath: folder.file("library"))
        queue = try SQLiteQueue(library: library)
    }

    var store: ClipStore { ClipStore(root: library) }

    /// Asks the router, without a socket, as a service that listens on this machine answers unless told otherwise.
    func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:], _ body: String? = nil,
        _ change: (inout ServiceSettings) throws -> Void = { _ in }
    ) async throws -> TestResponse {
        var settings = ServiceSettings(library: library, address: ListenAddress("127.0.0.1:0")!)
        try change(&settings)
        let router = ServiceRouter(settings, queue, QueueWatch(queue), meters, ConnectionTable()).router()
        return try await Application(router: router).test(.router) { client in
            try await client.execute(
                uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
        }
    }
}
