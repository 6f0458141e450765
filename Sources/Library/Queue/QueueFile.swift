internal import Foundation
internal import GRDB

/// The SQLite file of a queue, `queue.sqlite`. Unlike the catalogue it cannot be made again from anything: a damaged one is
/// an error, and is left as it is.
struct QueueFile: Sendable {
    let url: URL
    private let database: DatabasePool

    /// Opens the queue of the library in `root`, or makes it.
    init(library root: URL) throws {
        let url = root.appendingPathComponent("queue.sqlite")
        try FileTree.makeDurably(root)
        self.url = url
        do {
            // Two processes that turn a new file to write-ahead logging together get "database is locked" at once,
            // whatever the busy timeout.
            database = try FolderTurn.alone(in: root) {
                // URLs that are secrets wait in it. SQLite gives its other files the same mode.
                _ = try Descriptor.open(url, O_RDWR | O_CREAT, mode: 0o600) { .cannotWrite(url, errno: $0) }
                var configuration = Configuration()
                configuration.busyMode = .timeout(30)
                configuration.maximumReaderCount = 4
                let database = try DatabasePool(path: url.path, configuration: configuration)
                // What is said to be accepted has to survive a power cut. Asked of the one connection that writes, once the
                // pool is made: its own set-up for write-ahead logging says NORMAL, which syncs at checkpoints alone.
                try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                try database.write { database in try QueueTable.make(database) }
                // The log's pages are worth nothing without its name.
                try FileTree.syncAlone(root)
                return database
            }
        } catch {
            throw Self.failure(error, url)
        }
    }

    /// Runs `body` in a transaction that is on the disk when this returns.
    func write<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) async throws -> Result {
        do { return try await database.write(body) } catch { throw Self.failure(error, url) }
    }

    /// Runs `body` on one state of the file.
    func read<Result: Sendable>(_ body: @Sendable (Database) throws -> Result) async throws -> Result {
        do { return try await database.read(body) } catch { throw Self.failure(error, url) }
    }

    private static func failure(_ error: any Error, _ url: URL) -> any Error {
        if error is LibraryError || error is CancellationError { return error }
        if let error = error as? DatabaseError, [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            return LibraryError.cannotRead(
                path: url.path,
                reason: "it is damaged; move it away, and what the API still knows is found again")
        }
        return LibraryError.cannotWrite(path: url.path, reason: CatalogueFile.reason(of: error))
    }
}
