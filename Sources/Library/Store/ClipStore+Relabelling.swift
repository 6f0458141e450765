internal import Foundation

extension ClipStore {
    /// Writes a stored clip's sidecar anew, for what can change about a clip without making it again. Readers see the old
    /// one or the new one. Throws ``LibraryError/notFound(id:)`` or ``LibraryError/cannotWrite(path:reason:)``.
    package func rewrite(_ sidecar: Sidecar) throws(LibraryError) {
        guard contains(sidecar.id) else { throw .notFound(id: sidecar.id.text) }
        // In the work area, so that a crash leaves nothing in the clip's folder that it does not list.
        let work = try newWork(for: sidecar.id)
        try SidecarFile.write(sidecar, in: work.url)
        let new = work.url.appendingPathComponent(SidecarFile.name)
        let place = folder(of: sidecar.id).appendingPathComponent(SidecarFile.name)
        let status = new.withUnsafeFileSystemRepresentation { new in
            place.withUnsafeFileSystemRepresentation { place in new.flatMap { a in place.map { rename(a, $0) } } ?? -1 }
        }
        guard status == 0 else {
            throw errno == ENOENT ? .notFound(id: sidecar.id.text) : .cannotWrite(place, errno: errno)
        }
        try FileTree.syncAlone(folder(of: sidecar.id))
    }
}
