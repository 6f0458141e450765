internal import Foundation
internal import GRDB

/// The SQLite file: opened, made or made anew as needed, and closed after each use.
struct CatalogueFile {
    let url: URL
    private let root: URL

    init(root: URL) {
        self.root = root
        url = root.appendingPathComponent("catalogue.sqlite")
    }

    /// Runs `body` on a file whose table is current. `filling` makes the table where there is none or an
    /// old one. A file that turns out to be damaged is replaced once, and `body` run again.
    func use<Result>(filling fill: (Database) throws -> Void, _ body: (Database) throws -> Result) throws -> Result {
        do {
            return try open(fill).inDatabase(body)
        } catch let error as DatabaseError where Self.isDamaged(error) || error.resultCode == .SQLITE_ERROR {
            // Tables that are missing in part look like an error of the question; what is whole is not replaced.
            try replace(fill)
            return try open(fill).inDatabase(body)
        }
    }

    /// The same for a question; `nil` where there is no way to use a file, as on a disk that is read-only. An error in the
    /// question itself is thrown: asked of other tables it would be the same, and to fill them all sidecars are read.
    func answer<Answer>(filling fill: (Database) throws -> Void, _ question: (Database) throws -> Answer) throws
        -> Answer?
    {
        do { return try use(filling: fill, question) } catch let error as DatabaseError
            where error.resultCode == .SQLITE_ERROR
        {
            throw error
        } catch { return nil }
    }

    private func open(_ fill: (Database) throws -> Void) throws -> DatabaseQueue {
        // One process at a time goes through here: two that turn a new file to write-ahead logging
        // together get "database is locked" at once, whatever the busy timeout.
        try FolderTurn.alone(in: root) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(30)
            configuration.journalMode = .wal
            let queue = try DatabaseQueue(path: url.path, configuration: configuration)
            try queue.inDatabase { database in
                if try CatalogueTable.isCurrent(database) { return }
                try database.inTransaction(.immediate) {
                    try fill(database)
                    return .commit
                }
            }
            return queue
        }
    }

    private func replace(_ fill: (Database) throws -> Void) throws {
        try FolderTurn.alone(in: root) {
            // Somebody may have replaced it while we waited.
            if (try? isSound()) == true { return }
            for suffix in ["", "-wal", "-shm"] {
                try FileTree.remove(URL(fileURLWithPath: url.path + suffix))
            }
        }
        _ = try open(fill)
    }

    private func isSound() throws -> Bool {
        try DatabaseQueue(path: url.path).inDatabase { database in
            guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else { return false }
            _ = try CatalogueQuery(LibraryFilter()).entries(database)
            try database.execute(sql: "INSERT INTO words(words) VALUES ('integrity-check')")
            return true
        }
    }

    private static func isDamaged(_ error: DatabaseError) -> Bool {
        error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
    }

    /// SQLite's complaint in the operating system's words, where it has them.
    static func reason(of error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return switch error.resultCode {
        case .SQLITE_FULL: String(cString: strerror(ENOSPC))
        case .SQLITE_READONLY: String(cString: strerror(EROFS))
        default: error.message ?? "\(error.resultCode)"
        }
    }
}
