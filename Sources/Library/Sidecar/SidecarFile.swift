package import Foundation

/// Reading and writing `clip.json`.
package enum SidecarFile {
    /// The sidecar's name in a clip's folder.
    package static let name = "clip.json"

    /// The sidecar in a clip's folder, its values in the ranges that the schema gives them. Throws
    /// ``LibraryError/cannotRead(path:reason:)`` or ``LibraryError/damagedSidecar(path:reason:)``.
    package static func read(in folder: URL) throws(LibraryError) -> Sidecar {
        let file = folder.appendingPathComponent(name)
        return try decode(FileBytes.read(file, upTo: JSONBounds.mostBytes), file)
    }

    /// The same of a folder that is open, wherever it was moved since.
    static func read(in folder: URL, opened: borrowing Descriptor) throws(LibraryError) -> Sidecar {
        let data = try FileBytes.read(name, in: opened, of: folder, upTo: JSONBounds.mostBytes)
        return try decode(data, folder.appendingPathComponent(name))
    }

    private static func decode(_ data: Data, _ file: URL) throws(LibraryError) -> Sidecar {
        if let complaint = JSONBounds.complaint(about: data) {
            throw .damagedSidecar(path: file.path, reason: complaint)
        }
        do {
            // The version first, so that a newer file is called newer and not damaged.
            let version = try CanonicalJSON.decode(Version.self, from: data).schemaVersion
            guard version == Sidecar.currentSchemaVersion else {
                throw LibraryError.damagedSidecar(
                    path: file.path,
                    reason: "schemaVersion is \(version), and this program reads \(Sidecar.currentSchemaVersion)")
            }
            let sidecar = try CanonicalJSON.decode(Sidecar.self, from: data)
            try sidecar.checkRanges()
            return sidecar
        } catch let error as LibraryError {
            throw error
        } catch let error as OutOfRange {
            throw .damagedSidecar(path: file.path, reason: "\(error.place) \(error.reason)")
        } catch {
            throw .damagedSidecar(path: file.path, reason: CanonicalJSON.reason(of: error))
        }
    }

    /// Writes the sidecar into a folder and syncs it. Throws
    /// ``LibraryError/cannotWrite(path:reason:)``.
    package static func write(_ sidecar: Sidecar, in folder: URL) throws(LibraryError) {
        try write(sidecar, to: folder.appendingPathComponent(name))
    }

    /// Writes the sidecar to a file of any name and syncs it.
    static func write(_ sidecar: Sidecar, to file: URL) throws(LibraryError) {
        let data: Data
        do {
            data = try CanonicalJSON.encode(sidecar)
        } catch {
            throw .cannotWrite(path: file.path, reason: CanonicalJSON.reason(of: error))
        }
        try FileBytes.write(data, to: file)
    }

    private struct Version: Decodable { let schemaVersion: Int }
}
