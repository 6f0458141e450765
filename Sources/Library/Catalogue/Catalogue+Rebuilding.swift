internal import Foundation
internal import GRDB
internal import Synchronization

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
        let early = try SidecarReadings(of: store, progress: progress)
        var result: Rebuild?
        func enter(_ database: Database) throws {
            let readings = try SidecarReadings(of: store, knowing: early)
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
        for record in try SidecarReadings(of: store).records { try CatalogueTable.upsert(record, database) }
    }
}

/// What the sidecars of a library say, and which version of each said it.
private struct SidecarReadings {
    private struct Reading: Sendable {
        let mark: String?
        let result: Result<CatalogueRecord, LibraryError>
    }
    private var readings: [ClipID: Reading] = [:]

    /// Reads all of them, on as many threads as there are cores; those that are as they were in `known` are taken from
    /// there.
    init(
        of store: ClipStore, knowing known: SidecarReadings? = nil,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws(LibraryError) {
        let ids = try store.ids()
        let before = known?.readings ?? [:]
        let read = Mutex<[ClipID: Reading]>([:])
        DispatchQueue.concurrentPerform(iterations: ids.count) { index in
            let id = ids[index]
            // The mark first: a sidecar that changes after it is read again.
            let mark = FileTree.mark(store.folder(of: id).appendingPathComponent(SidecarFile.name))
            let reading =
                before[id].flatMap { mark != nil && $0.mark == mark ? $0 : nil }
                ?? Reading(mark: mark, result: Result { () throws(LibraryError) in try Self.record(of: id, store) })
            let count = read.withLock { read in
                read[id] = reading
                return read.count
            }
            progress(count, ids.count)
        }
        readings = read.withLock { $0 }
    }

    var records: [CatalogueRecord] {
        readings.values.compactMap { try? $0.result.get() }.sorted { $0.entry.id < $1.entry.id }
    }

    /// Why the others could not be read; one that was removed since the folder was listed is none.
    var unreadable: [ClipID: LibraryError] {
        readings.compactMapValues { reading in
            guard case .failure(let error) = reading.result else { return nil }
            if case .notFound = error { return nil }
            return error
        }
    }

    private static func record(of id: ClipID, _ store: ClipStore) throws(LibraryError) -> CatalogueRecord {
        let sidecar = try store.sidecar(for: id)
        guard sidecar.id == id else {
            let path = store.folder(of: id).appendingPathComponent(SidecarFile.name).path
            throw .damagedSidecar(path: path, reason: "id is \(sidecar.id), not \(id)")
        }
        return CatalogueRecord(sidecar)
    }
}
