internal import Foundation

extension ClipStore {
    /// What publishing came to.
    package enum Publication: Sendable, Equatable {
        /// The clip is new.
        case published
        /// The clip was there, and is as it was.
        case alreadyThere
        /// The clip was there, and the new folder took its place.
        case replaced
    }

    /// Makes finished work the clip `id`: syncs every file and folder, then renames. Whoever looks sees
    /// either no clip (or the old one) or the whole of the new one, also after a crash.
    ///
    /// The work is used up by `.published` and `.replaced`; after `.alreadyThere` it still holds its files,
    /// until it is discarded or let go. Throws ``LibraryError/cannotWrite(path:reason:)``, and
    /// ``LibraryError/damagedSidecar(path:reason:)`` when the work has no sidecar of that id.
    package func publish(
        _ work: WorkFolder, as id: ClipID, replacing: Bool = false
    ) throws(LibraryError) -> Publication {
        let sidecar = try SidecarFile.read(in: work.url)
        guard sidecar.id == id else {
            throw .damagedSidecar(
                path: work.url.appendingPathComponent(SidecarFile.name).path, reason: "id is \(sidecar.id), not \(id)")
        }
        try FileTree.make(clips)
        try FileTree.sync(work.url)
        let place = folder(of: id)
        do throws(SystemError) {
            // A neighbour may publish or remove the same clip between two calls; then the other one fits.
            for _ in 0..<8 {
                if try moveIn(work.url, place) { return try finished(.published) }
                if !replacing { return .alreadyThere }
                if try moveOver(work.url, place, id) {
                    let outcome = try finished(.replaced)
                    // What is left is only rubbish, and the sweep's in case it cannot be removed now.
                    try? work.discard()
                    return outcome
                }
            }
        } catch {
            throw .cannotWrite(place, errno: error.code)
        }
        throw .cannotWrite(place, errno: EBUSY)
    }

    private func finished(_ outcome: Publication) throws(SystemError) -> Publication {
        for folder in [clips, root] {
            do { try FileTree.syncAlone(folder) } catch { throw SystemError(EIO) }
        }
        return outcome
    }

    /// False when the place is taken.
    private func moveIn(_ new: URL, _ place: URL) throws(SystemError) -> Bool {
        do throws(SystemError) {
            try renaming.renameWithoutReplacing(new, to: place)
            return true
        } catch  where error.code == EEXIST {
            return false
        }
    }

    /// False when the place has become free.
    private func moveOver(_ new: URL, _ place: URL, _ id: ClipID) throws(SystemError) -> Bool {
        do throws(SystemError) {
            try renaming.swap(new, place)
            return true
        } catch {
            if error.code == ENOENT { return false }
            guard error.isUnsupported else { throw error }
        }
        // Two renames, then, and for a moment no clip. The old one waits beside its place and not in the
        // work area: a crash now must not let a sweep take it.
        let aside = clips.appendingPathComponent(Self.asidePrefix + id.text)
        do throws(SystemError) { try renaming.renameWithoutReplacing(place, to: aside) } catch {
            if error.code == ENOENT { return false }
            throw error
        }
        do throws(SystemError) {
            try renaming.renameWithoutReplacing(new, to: place)
        } catch {
            try? renaming.renameWithoutReplacing(aside, to: place)
            throw error
        }
        try? FileTree.remove(aside)
        return true
    }

    private static var asidePrefix: String { ".replaced-" }

    /// After a crash between the two renames of ``moveOver(_:_:_:)``: the old clip goes back to its place,
    /// or, where the new one came through, away.
    func restoreSetAside() throws(LibraryError) {
        for name in try FileTree.names(in: clips) where name.hasPrefix(Self.asidePrefix) {
            let aside = clips.appendingPathComponent(name)
            let place = clips.appendingPathComponent(String(name.dropFirst(Self.asidePrefix.count)))
            do throws(SystemError) {
                try renaming.renameWithoutReplacing(aside, to: place)
            } catch  where error.code == EEXIST {
                try FileTree.remove(aside)
            } catch {
                throw .cannotWrite(place, errno: error.code)
            }
        }
    }
}
