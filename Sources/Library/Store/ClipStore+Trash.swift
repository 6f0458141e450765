package import Foundation

/// Clips that were removed lie in `trash/` as they were, one folder each, until they are restored or purged. Whatever goes
/// over the clips does not see them.
extension ClipStore {
    var trash: URL { root.appendingPathComponent("trash", isDirectory: true) }

    /// Where a removed clip is, or would be.
    package func trashFolder(of id: ClipID) -> URL { trash.appendingPathComponent(id.text, isDirectory: true) }

    /// The ids of the removed clips, sorted.
    package func removedIDs() throws(LibraryError) -> [ClipID] {
        try FileTree.names(in: trash).compactMap { try? ClipID(validating: $0) }
    }

    /// A removed clip's sidecar. Throws ``LibraryError/notFound(id:)``, or what ``SidecarFile/read(in:)`` throws.
    package func removedSidecar(for id: ClipID) throws(LibraryError) -> Sidecar {
        guard FileTree.exists(trashFolder(of: id)) else { throw .notFound(id: id.text) }
        return try SidecarFile.read(in: trashFolder(of: id))
    }

    /// The jobs whose clips were removed, and the clips' ids: what was removed does not come back by itself.
    package func removedJobs() throws(LibraryError) -> [String: ClipID] {
        var jobs: [String: ClipID] = [:]
        for id in try removedIDs() {
            if let job = (try? removedSidecar(for: id))?.generation?.jobId { jobs[job] = id }
        }
        return jobs
    }

    /// Removes a clip: with one rename into the trash, so nobody sees half of it. One of the same id that lies there from
    /// before makes room; it has the same source. Throws ``LibraryError/notFound(id:)`` or
    /// ``LibraryError/cannotWrite(path:reason:)``.
    package func remove(_ id: ClipID) throws(LibraryError) {
        guard FileTree.exists(folder(of: id)) else { throw .notFound(id: id.text) }
        try FileTree.make(trash)
        if FileTree.exists(trashFolder(of: id)) { try purgeRemoved(id) }
        do throws(SystemError) {
            try renaming.renameWithoutReplacing(folder(of: id), to: trashFolder(of: id))
        } catch {
            throw error.code == ENOENT ? .notFound(id: id.text) : .cannotWrite(folder(of: id), errno: error.code)
        }
        for folder in [trash, clips, root] { try FileTree.syncAlone(folder) }
    }

    /// Brings a removed clip back as it was, and gives its sidecar. Throws ``LibraryError/notFound(id:)``,
    /// ``LibraryError/alreadyThere(_:)`` where the clip was made again meanwhile, or what reading and writing throw.
    package func restore(_ id: ClipID) throws(LibraryError) -> Sidecar {
        let sidecar = try removedSidecar(for: id)
        try FileTree.make(clips)
        do throws(SystemError) {
            try renaming.renameWithoutReplacing(trashFolder(of: id), to: folder(of: id))
        } catch {
            switch error.code {
            case ENOENT: throw .notFound(id: id.text)
            case EEXIST: throw .alreadyThere(id)
            default: throw .cannotWrite(folder(of: id), errno: error.code)
            }
        }
        for folder in [clips, trash] { try FileTree.syncAlone(folder) }
        return sidecar
    }

    /// Removes a clip of the library for good. It leaves with one rename and is deleted afterwards, so nobody sees half of
    /// it. Throws ``LibraryError/notFound(id:)`` or ``LibraryError/cannotWrite(path:reason:)``.
    package func purge(_ id: ClipID) throws(LibraryError) { try delete(folder(of: id), id, from: clips) }

    /// Removes a clip of the trash for good; throws as ``purge(_:)`` does.
    package func purgeRemoved(_ id: ClipID) throws(LibraryError) { try delete(trashFolder(of: id), id, from: trash) }

    /// Removes all that is in the trash for good, and gives how many clips that were.
    package func emptyTrash() throws(LibraryError) -> Int {
        var count = 0
        for name in try FileTree.names(in: trash) {
            if let id = try? ClipID(validating: name) {
                try purgeRemoved(id)
                count += 1
            } else {
                try FileTree.remove(trash.appendingPathComponent(name))
            }
        }
        return count
    }

    /// Moves files that a clip's sidecar does not list into `trash/strays/<id>/`: they are somebody's, who may miss them.
    /// Throws ``LibraryError/cannotWrite(path:reason:)``.
    package func setAside(strays: [String], of id: ClipID) throws(LibraryError) {
        let shelf = trash.appendingPathComponent("strays/\(id.text)", isDirectory: true)
        for file in strays {
            let (from, to) = (folder(of: id).appendingPathComponent(file), shelf.appendingPathComponent(file))
            try FileTree.make(to.deletingLastPathComponent())
            let status = from.withUnsafeFileSystemRepresentation { from in
                to.withUnsafeFileSystemRepresentation { to in from.flatMap { a in to.map { rename(a, $0) } } ?? -1 }
            }
            if status != 0, errno != ENOENT { throw .cannotWrite(to, errno: errno) }
        }
        if !strays.isEmpty { try FileTree.sync(shelf) }
    }

    private func delete(_ folder: URL, _ id: ClipID, from place: URL) throws(LibraryError) {
        guard FileTree.exists(folder) else { throw .notFound(id: id.text) }
        let work = try newWork(for: id)
        do throws(SystemError) {
            try renaming.renameWithoutReplacing(folder, to: work.url.appendingPathComponent("removed"))
        } catch {
            throw error.code == ENOENT ? .notFound(id: id.text) : .cannotWrite(folder, errno: error.code)
        }
        try FileTree.syncAlone(place)
        try work.discard()
    }
}
