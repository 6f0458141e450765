internal import Foundation

extension ClipStore {
    /// Changes a stored clip's sidecar, for what can change about a clip without making it again: `change` gets it as it is
    /// now, and nobody else changes the clip meanwhile. Readers see the old one or the new one. Throws
    /// ``LibraryError/notFound(id:)``, ``LibraryError/cannotWrite(path:reason:)``, or what ``SidecarFile/read(in:)`` throws.
    ///
    /// - Parameter always: writes the file also where `change` changes nothing: what an older program wrote may hold what is
    ///   left out when it is read.
    /// - Returns: the sidecar as it is then.
    @discardableResult
    package func update(
        _ id: ClipID, always: Bool = false, _ change: (inout Sidecar) -> Void
    ) throws(LibraryError) -> Sidecar {
        try holding(id) { () throws(LibraryError) in
            let stored = try sidecar(for: id)
            var changed = stored
            change(&changed)
            if always || changed != stored { try write(changed) }
            return changed
        }
    }

    private func write(_ sidecar: Sidecar) throws(LibraryError) {
        // Staged beside the clips: the folder that names them changes with the rename, and that tells the catalogue. In the
        // clip's own folder, a run that dies would leave a file that nobody lists.
        let staged = clips.appendingPathComponent(Staged.sidecar.name(for: sidecar.id))
        let place = folder(of: sidecar.id).appendingPathComponent(SidecarFile.name)
        do throws(LibraryError) {
            try SidecarFile.write(sidecar, to: staged)
            do throws(SystemError) { try RenameMethod.replace(place, with: staged) } catch {
                throw .cannotWrite(place, errno: error.code)
            }
            try FileTree.syncAlone(folder(of: sidecar.id))
        } catch {
            try? FileTree.remove(staged)
            throw error
        }
    }
}
