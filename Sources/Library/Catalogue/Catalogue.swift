internal import Foundation
internal import GRDB

/// The index of a library, `catalogue.sqlite`: quick answers about many clips, and nothing that the
/// sidecars do not say.
///
/// Since it can be made again at any time it is never an obstacle. A missing, damaged or outdated file is
/// made anew from the clips' folders; where there is no way to use one, as in a library on a read-only
/// disk, reading goes to the sidecars. Several processes may use one library at once. Every call opens
/// the file and closes it again, so that a file which somebody replaced or removed is noticed.
package struct Catalogue: Sendable {
    private let store: ClipStore
    private let file: CatalogueFile

    /// The catalogue of a library. No file is touched before the first use.
    package init(of store: ClipStore) {
        self.store = store
        file = CatalogueFile(root: store.root)
    }

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

    /// Enters a clip, or what has changed about it. Call it after publishing. Throws
    /// ``LibraryError/cannotWrite(path:reason:)``; the clip itself is safe then, and the next rebuild
    /// finds it.
    package func upsert(_ sidecar: Sidecar) throws(LibraryError) {
        try write { database in try CatalogueTable.upsert(CatalogueEntry(sidecar), database) }
    }

    /// Takes a clip out of the list; its folder is the store's business. Throws
    /// ``LibraryError/cannotWrite(path:reason:)``.
    package func remove(_ id: ClipID) throws(LibraryError) {
        try write { database in try CatalogueTable.remove(id, database) }
    }

    /// The clips, newest first; only those with `verdict`, and with every word of `words` in their name,
    /// prompt, model or id, where these are given. Throws only when the folder of clips cannot be read.
    package func list(verdict: Sidecar.Verdict? = nil, words: String = "") throws(LibraryError) -> [CatalogueEntry] {
        let words = words.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        return try entries().filter { entry in
            let text = [entry.name, entry.prompt ?? "", entry.model ?? "", entry.jobId ?? "", entry.id.text]
                .joined(separator: "\n").lowercased()
            return (verdict == nil || entry.verdict == verdict) && words.allSatisfy { text.contains($0) }
        }
    }

    /// Makes the index again from the sidecars, in one transaction: readers see the old one or the new one.
    /// Throws ``LibraryError/cannotWrite(path:reason:)``, and
    /// ``LibraryError/cannotRead(path:reason:)`` for the folder of clips.
    @discardableResult
    package func rebuild() throws(LibraryError) -> Rebuild {
        var result = Rebuild(clips: 0, unreadable: [:])
        try write { database in
            // Read inside the transaction: whoever publishes meanwhile waits and then enters its clip.
            let (entries, unreadable) = try read()
            try CatalogueTable.make(database)
            for entry in entries { try CatalogueTable.upsert(entry, database) }
            result = Rebuild(clips: entries.count, unreadable: unreadable)
        }
        return result
    }

    private func entries() throws(LibraryError) -> [CatalogueEntry] {
        // Looking into a folder that is no library leaves nothing there.
        guard FileTree.exists(store.clips) else { return [] }
        if let entries = try? file.use(filling: fill, { try CatalogueTable.entries($0) }) { return entries }
        return try read().entries.sorted { ($1.added, $0.id) < ($0.added, $1.id) }
    }

    private func write(_ body: (Database) throws -> Void) throws(LibraryError) {
        try FileTree.make(store.root)
        do {
            try file.use(filling: fill) { database in
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

    private func fill(_ database: Database) throws {
        try CatalogueTable.make(database)
        for entry in try read().entries { try CatalogueTable.upsert(entry, database) }
    }

    private func read() throws(LibraryError) -> (entries: [CatalogueEntry], unreadable: [ClipID: LibraryError]) {
        var entries: [CatalogueEntry] = []
        var unreadable: [ClipID: LibraryError] = [:]
        for id in try store.ids() {
            do throws(LibraryError) {
                let sidecar = try store.sidecar(for: id)
                guard sidecar.id == id else {
                    let path = store.folder(of: id).appendingPathComponent(SidecarFile.name).path
                    throw .damagedSidecar(path: path, reason: "id is \(sidecar.id), not \(id)")
                }
                entries.append(CatalogueEntry(sidecar))
            } catch .notFound {
                continue  // removed since the folder was listed
            } catch {
                unreadable[id] = error
            }
        }
        return (entries, unreadable)
    }
}
