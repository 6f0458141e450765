internal import Foundation

extension ClipStore {
    /// What publishing came to.
    package enum Publication: Sendable, Equatable {
        /// The clip is new.
        case published
        /// The clip was there, and is as it was.
        case alreadyThere
        /// The clip was there, and the new folder took its place. Files of the old one that its sidecar did not list are
        /// somebody's, and lie in the trash.
        case replaced(strays: [String])
    }

    /// What is to become of a clip whose place is taken.
    package enum Settlement: Sendable {
        /// It stays.
        case keep
        /// The work takes its place, with this sidecar.
        case replace(with: Sidecar)
    }

    /// Makes finished work the clip `id`, or gives ``Publication/alreadyThere`` where there is one, unless it is to be
    /// replaced; throws as ``publish(_:as:settling:)`` does.
    package func publish(
        _ work: WorkFolder, as id: ClipID, replacing: Bool = false
    ) throws(LibraryError) -> Publication {
        let sidecar = try SidecarFile.read(in: work.url)
        return try publish(work, as: id) { _ in replacing ? .replace(with: sidecar) : .keep }
    }

    /// Makes finished work the clip `id`: syncs every file and folder, then renames. Whoever looks sees
    /// either no clip (or the old one) or the whole of the new one, also after a crash.
    ///
    /// The work is used up by `.published` and `.replaced`; after `.alreadyThere` it still holds its files,
    /// until it is discarded or let go. Throws ``LibraryError/cannotWrite(path:reason:)``, and
    /// ``LibraryError/damagedSidecar(path:reason:)`` when the work has no sidecar of that id.
    ///
    /// - Parameter settling: is asked where the place is taken, with the sidecar that is there, or why it cannot be read.
    ///   Nobody changes it before the answer is carried out.
    package func publish(
        _ work: WorkFolder, as id: ClipID, settling: (Result<Sidecar, LibraryError>) -> Settlement
    ) throws(LibraryError) -> Publication {
        let sidecar = try SidecarFile.read(in: work.url)
        guard sidecar.id == id else {
            throw .damagedSidecar(
                path: work.url.appendingPathComponent(SidecarFile.name).path, reason: "id is \(sidecar.id), not \(id)")
        }
        try makeNamed(clips)
        try FileTree.sync(work.url)
        return try holding(id) { () throws(LibraryError) in try place(work, sidecar, settling) }
    }

    private func place(
        _ work: WorkFolder, _ sidecar: Sidecar, _ settling: (Result<Sidecar, LibraryError>) -> Settlement
    ) throws(LibraryError) -> Publication {
        let (id, place) = (sidecar.id, folder(of: sidecar.id))
        if try moved(place, { () throws(SystemError) in try moveIn(work.url, place) }) { return .published }
        let stored = Result { () throws(LibraryError) in try self.sidecar(for: id) }
        guard case .replace(let settled) = settling(stored) else { return .alreadyThere }
        if settled != sidecar { try SidecarFile.write(settled, in: work.url) }
        // Before the swap: a run that dies after it leaves the old folder to the sweep.
        var strays = try setAside(straysIn: place, of: id)
        let isIn = try moved(place) { () throws(SystemError) in
            if try moveOver(work.url, place, id) { return true }
            // What was there could not be read, and went to the trash as a whole.
            return try moveIn(work.url, place)
        }
        guard isIn else { throw .cannotWrite(place, errno: EBUSY) }
        // And after it, for what came in between.
        if FileTree.exists(work.url) { strays += try setAside(straysIn: work.url, of: id) }
        // What is left is only rubbish, and the sweep's in case it cannot be removed now.
        try? work.discard()
        return .replaced(strays: strays)
    }

    /// Runs `move` and, where it moved something, syncs the folder of clips.
    private func moved(_ place: URL, _ move: () throws(SystemError) -> Bool) throws(LibraryError) -> Bool {
        do throws(SystemError) {
            guard try move() else { return false }
        } catch {
            throw .cannotWrite(place, errno: error.code)
        }
        try FileTree.syncAlone(clips)
        return true
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
        let aside = clips.appendingPathComponent(Staged.replaced.name(for: id))
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

    /// Finishes or undoes what a run that died had begun. After the first of the two renames of ``moveOver(_:_:_:)`` the
    /// old clip goes back to its place; where the new one came through, it goes away.
    func recover(_ staged: Staged, of id: ClipID) throws(LibraryError) {
        let (file, place) = (clips.appendingPathComponent(staged.name(for: id)), folder(of: id))
        // Whoever was at it may have finished meanwhile.
        guard FileTree.exists(file) else { return }
        guard staged == .replaced else { return try FileTree.remove(file) }
        do throws(SystemError) {
            try renaming.renameWithoutReplacing(file, to: place)
        } catch  where error.code == EEXIST {
            try FileTree.remove(file)
        } catch {
            throw .cannotWrite(place, errno: error.code)
        }
    }
}
