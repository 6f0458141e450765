internal import Foundation
internal import Synchronization

/// What the sidecars of clips say, and which version of each said it.
struct SidecarReadings {
    private struct Reading: Sendable {
        let fingerprint: Int?
        let result: Result<CatalogueRecord, LibraryError>
    }
    private var readings: [ClipID: Reading] = [:]

    /// Reads the sidecars of `ids`, on as many threads as there are cores; those that are as they were in `known` are taken
    /// from there.
    init(
        of ids: [ClipID], in store: ClipStore, knowing known: SidecarReadings? = nil,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) {
        let before = known?.readings ?? [:]
        let read = Mutex<[ClipID: Reading]>([:])
        DispatchQueue.concurrentPerform(iterations: ids.count) { index in
            let id = ids[index]
            // The version first: a sidecar that changes after it is read again.
            let version = store.sidecarFingerprint(of: id)
            let reading =
                before[id].flatMap { version != nil && $0.fingerprint == version ? $0 : nil }
                ?? Reading(
                    fingerprint: version,
                    result: Result { () throws(LibraryError) in try Self.record(of: id, version, store) })
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

    /// What there is to enter of a clip; `nil` for one that is not there, or whose sidecar cannot be read.
    subscript(id: ClipID) -> CatalogueRecord? { try? readings[id]?.result.get() }

    /// Why the others could not be read; one that was removed since the folder was listed is none.
    var unreadable: [ClipID: LibraryError] {
        readings.compactMapValues { reading in
            guard case .failure(let error) = reading.result else { return nil }
            if case .notFound = error { return nil }
            return error
        }
    }

    private static func record(
        of id: ClipID, _ version: Int?, _ store: ClipStore
    ) throws(LibraryError) -> CatalogueRecord {
        let sidecar = try store.sidecar(for: id)
        guard sidecar.id == id else {
            let path = store.folder(of: id).appendingPathComponent(SidecarFile.name).path
            throw .damagedSidecar(path: path, reason: "id is \(sidecar.id), not \(id)")
        }
        // Where it came after the question, it has another version, and is looked at again the next time.
        return CatalogueRecord(sidecar, fingerprint: version ?? 0)
    }
}

extension ClipStore {
    /// Which version of a clip's sidecar is there; `nil` where there is none.
    func sidecarFingerprint(of id: ClipID) -> Int? {
        FileTree.fingerprint("\(clips.path)/\(id.text)/\(SidecarFile.name)")
    }

    /// Which versions of all clips' sidecars are there.
    func sidecarFingerprints() throws(LibraryError) -> [ClipID: Int] {
        let folder = clips.path
        var fingerprints: [ClipID: Int] = [:]
        for id in try ids() { fingerprints[id] = FileTree.fingerprint("\(folder)/\(id.text)/\(SidecarFile.name)") }
        return fingerprints
    }
}
