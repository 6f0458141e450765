internal import Foundation
internal import GRDB

/// The index of a library, `catalogue.sqlite`: quick answers about many clips, and nothing that the
/// sidecars do not say. It follows them by itself: see ``refresh(_:)``.
///
/// Since it can be made again at any time it is never an obstacle. A missing, damaged or outdated file is
/// made anew from the clips' folders; where there is no way to use one, as in a library on a read-only
/// disk, the same is asked of one in memory. Several processes may use one library at once. Every call opens
/// the file and closes it again, so that a file which somebody replaced or removed is noticed.
package struct Catalogue: Sendable {
    let store: ClipStore
    private let file: CatalogueFile

    /// The catalogue of a library. No file is touched before the first use.
    package init(of store: ClipStore) {
        self.store = store
        file = CatalogueFile(root: store.root)
    }

    /// The clips that are meant, in order: at most `limit`, from the one numbered `offset` on. Throws only when the folder
    /// of clips cannot be read; so do all that ask.
    package func list(
        _ filter: LibraryFilter = LibraryFilter(), by order: ClipOrder = ClipOrder(), limit: Int? = nil, offset: Int = 0
    ) throws(LibraryError) -> [CatalogueEntry] {
        let query = CatalogueQuery(filter, by: order)
        return try ask { try query.entries($0, limit: limit, offset: offset) }
    }

    /// The same, each with what in it answers the filter's words.
    package func search(
        _ filter: LibraryFilter, by order: ClipOrder = ClipOrder(.relevance), limit: Int? = nil
    ) throws(LibraryError) -> [CatalogueMatch] {
        let query = CatalogueQuery(filter, by: order)
        return try ask { try query.matches($0, limit: limit) }
    }

    /// A part of a list, and how long the whole of it is.
    package func part(
        _ filter: LibraryFilter, by order: ClipOrder = ClipOrder(), limit: Int, offset: Int
    ) throws(LibraryError) -> (entries: [CatalogueEntry], total: Int) {
        let query = CatalogueQuery(filter, by: order)
        return try ask { database in
            (try query.entries(database, limit: limit, offset: offset), try query.total(database).clips)
        }
    }

    /// How many clips are meant, and how many bytes they have with all that was made of them.
    package func total(_ filter: LibraryFilter = LibraryFilter()) throws(LibraryError) -> (clips: Int, bytes: Double) {
        let query = CatalogueQuery(filter)
        return try ask { try query.total($0) }
    }

    /// The names of all groups, sorted.
    package func groups() throws(LibraryError) -> [String] {
        let sql = "SELECT DISTINCT workGroup FROM clips WHERE workGroup IS NOT NULL ORDER BY workGroup"
        return try ask { try String.fetchAll($0, sql: sql) }
    }

    /// Asks the file or, where there is no way to use it, the same tables in memory.
    func ask<Answer>(_ question: (Database) throws -> Answer) throws(LibraryError) -> Answer {
        // Looking into a folder that is no library leaves nothing there.
        let isThere = FileTree.exists(store.clips)
        let following = { (database: Database) in
            try follow(database)
            return try question(database)
        }
        do {
            if isThere, let answer = try file.answer(filling: fill, following) { return answer }
            return try DatabaseQueue().inDatabase { database in
                try fill(database)
                return try question(database)
            }
        } catch let error as LibraryError {
            throw error
        } catch {
            throw .cannotRead(path: file.url.path, reason: CatalogueFile.reason(of: error))
        }
    }

    /// Runs `body` in one transaction, which no other writer's meets. `fill` makes the tables of a new file.
    func write(
        filling fill: ((Database) throws -> Void)? = nil, _ body: (Database) throws -> Void
    ) throws(LibraryError) {
        try FileTree.make(store.root)
        do {
            try file.use(filling: fill ?? self.fill) { database in
                try database.inTransaction(.immediate) {
                    try body(database)
                    return .commit
                }
            }
        } catch let error as LibraryError {
            throw error
        } catch {
            throw .cannotWrite(path: file.url.path, reason: CatalogueFile.reason(of: error))
        }
    }
}
