internal import Foundation
package import JSON

extension ClipStore {
    /// Reads every file of a clip and compares it with the sidecar, and the sidecar with its schema where one is given;
    /// nothing found means nothing wrong. A clip that is made again meanwhile is verified as it is then.
    /// Throws only ``LibraryError/notFound(id:)`` and, for the folder itself,
    /// ``LibraryError/cannotRead(path:reason:)``.
    package func verify(_ id: ClipID, against schema: JSONSchema? = nil) throws(LibraryError) -> [ClipFinding] {
        while true {
            let before = FileTree.facts(folder(of: id))?.st_ino
            let findings = try verifyOnce(id, schema)
            if findings.isEmpty || FileTree.facts(folder(of: id))?.st_ino == before { return findings }
        }
    }

    /// The names in the folder of clips that are no clip's.
    package func strangers() throws(LibraryError) -> [String] {
        try FileTree.names(in: clips).filter { (try? ClipID(validating: $0)) == nil && Staged.reading($0) == nil }
    }

    private func verifyOnce(_ id: ClipID, _ schema: JSONSchema?) throws(LibraryError) -> [ClipFinding] {
        let sidecar: Sidecar
        do throws(LibraryError) {
            sidecar = try self.sidecar(for: id)
        } catch .damagedSidecar(_, let reason), .cannotRead(_, let reason) {
            return [.unreadableSidecar(reason: reason)]
        }
        var findings: [ClipFinding] = sidecar.id == id ? [] : [.foreignSidecar(id: sidecar.id)]
        if let schema { findings += complaints(about: id, schema).map { .againstSchema($0) } }
        var listed: Set = [SidecarFile.name]
        let source = (sidecar.source.file, sidecar.source.bytes, sidecar.source.sha256)
        for (file, bytes, sha256) in [source] + sidecar.files.map({ ($0.file, $0.bytes, $0.sha256) }) {
            listed.insert(file)
            if let finding = compare(file, in: folder(of: id), bytes, sha256) { findings.append(finding) }
        }
        findings += sidecar.failedOutputs.map { .notMade(file: $0.file, reason: $0.failure ?? "") }
        let strays = try FileTree.files(below: folder(of: id)).filter { !listed.contains($0) }
        return findings + strays.map { .stray(file: $0) }
    }

    private func complaints(about id: ClipID, _ schema: JSONSchema) -> [String] {
        let file = folder(of: id).appendingPathComponent(SidecarFile.name)
        guard let data = try? FileBytes.read(file), let document = try? CanonicalJSON.decode(JSONValue.self, from: data)
        else { return [] }
        return schema.complaints(about: document) + secrets(in: document)
    }

    /// What the file of an older program says of the order that is not kept any more: it is gone from what is read, and from
    /// the disk once the clip is made again.
    private func secrets(in document: JSONValue) -> [String] {
        guard case .object(let members) = document, case .object(let generation)? = members["generation"] else {
            return []
        }
        return ["prompt", "params", "shots"].compactMap { name in
            generation[name].flatMap { Redaction.json($0) == $0 ? nil : "generation.\(name) holds what may be secret" }
        }
    }

    private func compare(_ file: String, in folder: URL, _ bytes: Int, _ sha256: SHA256Hex) -> ClipFinding? {
        let url = folder.appendingPathComponent(file)
        guard FileTree.exists(url) else { return .missing(file: file) }
        do {
            let found = try FileHash.sha256(of: url)
            if found.bytes != bytes { return .wrongSize(file: file, expected: bytes, actual: found.bytes) }
            return found.sha256 == sha256 ? nil : .wrongContent(file: file)
        } catch .cannotRead(_, let reason) {
            return .unreadable(file: file, reason: reason)
        } catch {
            return .unreadable(file: file, reason: "\(error)")
        }
    }
}
