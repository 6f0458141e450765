internal import Foundation
internal import GRDB

/// How the catalogue follows the clips' folders. A change there and its entry here are two steps, and whoever makes them may
/// die in between; others copy, restore and delete folders by hand. So the index never takes anybody's word: it looks what
/// is on the disk, as an index of a working tree does.
extension Catalogue {
    /// Enters a clip as its sidecar says now, or takes it out where there is none to be read. Whatever changes a clip calls
    /// this afterwards, so that the next question finds less to do. The sidecar is read in the transaction that enters it:
    /// of two that come together, the later one reads what the earlier one saw, or something newer.
    ///
    /// Throws ``LibraryError/cannotWrite(path:reason:)``; then the next question enters it.
    package func refresh(_ id: ClipID) throws(LibraryError) {
        try write { database in try enter([id], database) }
    }

    /// The clips of which the catalogue says something else than their sidecars, although it was brought up to date: a row
    /// was damaged, or a sidecar was edited where it lies. Reads every sidecar. Throws as ``list(_:by:limit:offset:)`` does.
    package func wrongEntries() throws(LibraryError) -> [ClipID] {
        var wrong: [ClipID] = []
        for _ in 0..<5 {
            let before = folderFingerprint()
            wrong = try ask { database in
                let ids = try store.ids()
                let readings = SidecarReadings(of: ids, in: store)
                let entered = try CatalogueTable.sidecars(database)
                return try Set(ids).union(entered.keys).sorted().filter { id in
                    guard let record = readings[id] else { return entered[id] != nil }
                    return try !CatalogueTable.holds(record, database)
                }
            }
            // What somebody changed in the meantime is not wrong.
            if wrong.isEmpty || folderFingerprint() == before { break }
        }
        return wrong
    }

    /// Enters what has changed in the clips' folders since the last time. Where nothing has, that costs one look at the
    /// folder that holds them: it changes with every clip that comes, goes, is made again or labelled. Else it costs one
    /// look at each sidecar, and a reading of those that changed.
    func follow(_ database: Database) throws {
        let folder = folderFingerprint()
        if let folder, try CatalogueTable.folder(database) == folder { return }
        // The rows first: whoever changes one after this has seen what is on the disk now, or something newer.
        let entered = try CatalogueTable.sidecars(database)
        let present = try store.sidecarFingerprints()
        let changed = Set(entered.keys).union(present.keys).filter { entered[$0] != present[$0] }.sorted()
        let early = SidecarReadings(of: changed, in: store)
        let settled = isSettled ? folder : nil
        guard !changed.isEmpty || settled != nil else { return }
        try database.inTransaction(.immediate) {
            try enter(changed, database, knowing: early)
            if let settled { try CatalogueTable.setFolder(settled, database) }
            return .commit
        }
    }

    private func enter(_ ids: [ClipID], _ database: Database, knowing early: SidecarReadings? = nil) throws {
        let readings = SidecarReadings(of: ids, in: store, knowing: early)
        for id in ids {
            if let record = readings[id] {
                try CatalogueTable.upsert(record, database)
            } else {
                try CatalogueTable.remove(id, database)
            }
        }
    }

    private func folderFingerprint() -> Int? { FileTree.fingerprint(store.clips.path) }

    /// Whether the next change to the folder of clips will show. Two within one tick of the file system's clock leave the
    /// same time behind: hundredths of a second, or up to two where times have no parts of seconds.
    private var isSettled: Bool {
        guard let changed = FileTree.facts(store.clips, following: true)?.st_mtim else { return false }
        let age = Date().timeIntervalSince1970 - Double(changed.tv_sec) - Double(changed.tv_nsec) / 1e9
        return age > (changed.tv_nsec == 0 ? 4 : 1)
    }
}
