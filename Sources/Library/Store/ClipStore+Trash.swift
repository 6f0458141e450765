package import Foundation

/// Clips that were removed lie in `trash/` as they were, one folder each, until they are restored or purged. Whatever goes
/// over the clips does not see them.
///
/// A clip that is made again and removed again lies there more than once: `<id>`, `<id>.2` and so on, the last one removed
/// with the highest number.
extension ClipStore {
    var trash: URL { root.appendingPathComponent("trash", isDirectory: true) }

    /// Where the clip of an id is that was removed first, or would be.
    package func trashFolder(of id: ClipID) -> URL { Self.numbered(trash.appendingPathComponent(id.text), 1) }

    /// The ids of the removed clips, sorted.
    package func removedIDs() throws(LibraryError) -> [ClipID] { try Array(removed().keys).sorted() }

    /// The sidecars of all removed clips, several of one id where it was removed several times, and why others cannot be
    /// read.
    package func removedSidecars() throws(LibraryError) -> (sidecars: [Sidecar], unreadable: [LibraryError]) {
        var (sidecars, unreadable): ([Sidecar], [LibraryError]) = ([], [])
        for folder in try removed().values.joined() {
            do throws(LibraryError) { sidecars.append(try SidecarFile.read(in: folder)) } catch {
                // One that was restored or purged meanwhile is not missed.
                if FileTree.exists(folder) { unreadable.append(error) }
            }
        }
        return (sidecars, unreadable)
    }

    /// The jobs whose clips were removed, and the clips' ids: what was removed does not come back by itself.
    package func removedJobs() throws(LibraryError) -> [String: ClipID] {
        var jobs: [String: ClipID] = [:]
        for sidecar in try removedSidecars().sidecars {
            if let job = sidecar.generation?.jobId { jobs[job] = sidecar.id }
        }
        return jobs
    }

    /// Removes a clip: with one rename into the trash, so nobody sees half of it. One of the same id that lies there from
    /// before stays beside it: the source is the same, but not what was ordered, and what was made of it. Throws
    /// ``LibraryError/notFound(id:)`` or ``LibraryError/cannotWrite(path:reason:)``.
    package func remove(_ id: ClipID) throws(LibraryError) {
        guard FileTree.exists(folder(of: id)) else { throw .notFound(id: id.text) }
        try makeNamed(trash)
        try holding(id) { () throws(LibraryError) in
            let last = try removed()[id]?.last.map { Self.number(of: $0.lastPathComponent) } ?? 0
            try move(folder(of: id), to: Self.numbered(trash.appendingPathComponent(id.text), last + 1), id)
            for folder in [trash, clips] { try FileTree.syncAlone(folder) }
        }
    }

    /// Brings a removed clip back as it was, the last one of its id, and gives its sidecar. Throws
    /// ``LibraryError/notFound(id:)``, ``LibraryError/alreadyThere(_:)`` where the clip was made again meanwhile, or what
    /// reading and writing throw.
    @discardableResult
    package func restore(_ id: ClipID) throws(LibraryError) -> Sidecar {
        guard FileTree.exists(trash) else { throw .notFound(id: id.text) }
        return try holding(id) { () throws(LibraryError) in
            guard let removed = try removed()[id]?.last else { throw .notFound(id: id.text) }
            let sidecar = try SidecarFile.read(in: removed)
            try makeNamed(clips)
            guard try moved(removed, to: folder(of: id)) else { throw .alreadyThere(id) }
            for folder in [clips, trash] { try FileTree.syncAlone(folder) }
            return sidecar
        }
    }

    /// Removes a clip of the library for good. It leaves with one rename and is deleted afterwards, so nobody sees half of
    /// it. Throws ``LibraryError/notFound(id:)`` or ``LibraryError/cannotWrite(path:reason:)``.
    package func purge(_ id: ClipID) throws(LibraryError) {
        guard FileTree.exists(folder(of: id)) else { throw .notFound(id: id.text) }
        try holding(id) { () throws(LibraryError) in try delete(folder(of: id), id, from: clips) }
    }

    /// Removes a clip of the trash for good, however often it lies there; throws as ``purge(_:)`` does.
    package func purgeRemoved(_ id: ClipID) throws(LibraryError) {
        guard try removed()[id] != nil else { throw .notFound(id: id.text) }
        try holding(id) { () throws(LibraryError) in
            for folder in try removed()[id] ?? [] { try delete(folder, id, from: trash) }
        }
    }

    /// Removes all that is in the trash for good, and gives how many clips that were.
    package func emptyTrash() throws(LibraryError) -> Int {
        let ids = try removedIDs()
        // One that was restored meanwhile is not in it any more.
        for id in ids { do throws(LibraryError) { try purgeRemoved(id) } catch .notFound {} }
        for name in try FileTree.names(in: trash) where (try? ClipID(validating: Self.base(of: name))) == nil {
            try FileTree.remove(trash.appendingPathComponent(name))
        }
        return ids.count
    }

    /// Moves the files that a clip's sidecar does not list into `trash/strays/<id>/`, and gives their names: they are
    /// somebody's, who may miss them. Later ones go to `<id>.2/` and so on, and replace nothing. Throws
    /// ``LibraryError/notFound(id:)`` or ``LibraryError/cannotWrite(path:reason:)``.
    @discardableResult
    package func setAsideStrays(of id: ClipID) throws(LibraryError) -> [String] {
        guard FileTree.exists(folder(of: id)) else { throw .notFound(id: id.text) }
        return try holding(id) { () throws(LibraryError) in try setAside(straysIn: folder(of: id), of: id) }
    }

    /// The same for a folder that nobody else changes. Of one whose sidecar cannot be read nobody knows what is whose: it is
    /// set aside as a whole, and gone from its place.
    func setAside(straysIn folder: URL, of id: ClipID) throws(LibraryError) -> [String] {
        let files = try FileTree.files(below: folder)
        guard let sidecar = try? SidecarFile.read(in: folder) else {
            _ = try shelve(id) { shelf throws(LibraryError) in try moved(folder, to: shelf) }
            try FileTree.syncAlone(clips)
            return files
        }
        let listed = Set([SidecarFile.name, sidecar.source.file] + sidecar.files.map(\.file))
        let strays = files.filter { !listed.contains($0) }
        guard !strays.isEmpty else { return [] }
        let shelf = try shelve(id) { shelf throws(LibraryError) in try FileTree.makeAlone(shelf) }
        for file in strays {
            let place = shelf.appendingPathComponent(file)
            try FileTree.make(place.deletingLastPathComponent())
            // One that its owner took away meanwhile is not missed.
            do throws(LibraryError) { try move(folder.appendingPathComponent(file), to: place, id) } catch .notFound {}
        }
        try FileTree.sync(shelf)
        return strays
    }

    /// Finds a place for strays: each time another one, in which no name is taken. `take` is false where it has been taken.
    private func shelve(_ id: ClipID, _ take: (URL) throws(LibraryError) -> Bool) throws(LibraryError) -> URL {
        let strays = trash.appendingPathComponent("strays", isDirectory: true)
        try makeNamed(strays)
        var number = 1
        while true {
            let shelf = Self.numbered(strays.appendingPathComponent(id.text), number)
            if try take(shelf) {
                try FileTree.syncAlone(strays)
                return shelf
            }
            number += 1
        }
    }

    private func move(_ old: URL, to new: URL, _ id: ClipID) throws(LibraryError) {
        guard FileTree.exists(old) else { throw .notFound(id: id.text) }
        guard try moved(old, to: new) else { throw .cannotWrite(new, errno: EEXIST) }
    }

    /// False where the new name is taken.
    private func moved(_ old: URL, to new: URL) throws(LibraryError) -> Bool {
        do throws(SystemError) {
            try renaming.renameWithoutReplacing(old, to: new)
            return true
        } catch {
            if error.code == EEXIST { return false }
            throw .cannotWrite(new, errno: error.code)
        }
    }

    private func delete(_ folder: URL, _ id: ClipID, from place: URL) throws(LibraryError) {
        let work = try newWork(for: id)
        try move(folder, to: work.url.appendingPathComponent("removed"), id)
        try FileTree.syncAlone(place)
        try work.discard()
    }

    /// The folders of the removed clips, by id, the last removed last.
    private func removed() throws(LibraryError) -> [ClipID: [URL]] {
        var removed: [ClipID: [URL]] = [:]
        for name in try FileTree.names(in: trash).sorted(by: { Self.number(of: $0) < Self.number(of: $1) }) {
            guard let id = try? ClipID(validating: Self.base(of: name)) else { continue }
            removed[id, default: []].append(trash.appendingPathComponent(name, isDirectory: true))
        }
        return removed
    }

    private static func numbered(_ folder: URL, _ number: Int) -> URL {
        guard number > 1 else { return folder }
        let name = "\(folder.lastPathComponent).\(number)"
        return folder.deletingLastPathComponent().appendingPathComponent(name, isDirectory: true)
    }

    /// "3fa9… .2" is of the clip "3fa9…"; a name that is numbered in another way is of none.
    private static func base(of name: String) -> String {
        let number = number(of: name)
        return number > 1 ? String(name.dropLast(".\(number)".count)) : name
    }

    private static func number(of name: String) -> Int {
        guard let dot = name.lastIndex(of: "."), let number = Int(name[dot...].dropFirst()), number > 1,
            name.hasSuffix(".\(number)")
        else { return 1 }
        return number
    }
}
