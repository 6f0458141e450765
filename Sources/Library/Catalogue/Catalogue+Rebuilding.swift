internal import Foundation
internal import GRDB

extension Catalogue {
    /// What a rebuild found.
    package struct Rebuild: Sendable, Equatable {
        /// How many clips are listed.
        package let clips: Int
        /// The clips that are not, because their sidecars cannot be read, and why.
        package let unreadable: [ClipID: LibraryError]

        /// So many clips listed, and those left out.
        package init(clips: Int, unreadable: [ClipID: LibraryError]) {
            self.clips = clips
            self.unreadable = unreadable
        }
    }

    /// Makes the index again from the sidecars, in one transaction: readers see the old one or the new one.
    /// Throws ``LibraryError/cannotWrite(path:reason:)``, and
    /// ``LibraryError/cannotRead(path:reason:)`` for the folder of clips.
    ///
    /// - Parameter progress: is told how many sidecars were read, and how many there are; on any thread.
    @discardableResult
    package func rebuild(
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws(LibraryError) -> Rebuild {
        // Most of the time goes into reading, and writers would wait for it in vain: what has changed meanwhile is read
        // again inside the transaction.
        let early = SidecarReadings(of: try store.ids(), in: store, progress: progress)
        var result: Rebuild?
        func enter(_ database: Database) throws {
            let readings = SidecarReadings(of: try store.ids(), in: store, knowing: early)
            try CatalogueTable.make(database)
            for record in readings.records { try CatalogueTable.upsert(record, database) }
            result = Rebuild(clips: readings.records.count, unreadable: readings.unreadable)
        }
        // A new file is made with everything in it; a rebuild that dies must not leave an empty one.
        try write(filling: enter) { database in if result == nil { try enter(database) } }
        return result ?? Rebuild(clips: 0, unreadable: [:])
    }

    /// Makes the tables of a new file.
    func fill(_ database: Database) throws {
        try CatalogueTable.make(database)
        for record in SidecarReadings(of: try store.ids(), in: store).records {
            try CatalogueTable.upsert(record, database)
        }
    }
}
