internal import Foundation

extension ClipStore {
    /// Reads every file of a clip and compares it with the sidecar; nothing found means nothing wrong.
    /// Throws only ``LibraryError/notFound(id:)`` and, for the folder itself,
    /// ``LibraryError/cannotRead(path:reason:)``.
    package func verify(_ id: ClipID) throws(LibraryError) -> [ClipFinding] {
        let sidecar: Sidecar
        do throws(LibraryError) {
            sidecar = try self.sidecar(for: id)
        } catch .damagedSidecar(_, let reason), .cannotRead(_, let reason) {
            return [.unreadableSidecar(reason: reason)]
        }
        var findings: [ClipFinding] = sidecar.id == id ? [] : [.foreignSidecar(id: sidecar.id)]
        var listed: Set = [SidecarFile.name]
        let source = (sidecar.source.file, sidecar.source.bytes, sidecar.source.sha256)
        for (file, bytes, sha256) in [source] + sidecar.outputs.map({ ($0.file, $0.bytes, $0.sha256) }) {
            listed.insert(file)
            if let finding = compare(file, in: folder(of: id), bytes, sha256) { findings.append(finding) }
        }
        let strays = try FileTree.files(below: folder(of: id)).filter { !listed.contains($0) }
        return findings + strays.map { .stray(file: $0) }
    }

    private func compare(_ file: String, in folder: URL, _ bytes: Int, _ sha256: SHA256Hex) -> ClipFinding? {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        if parts.contains(where: { ["", ".", ".."].contains($0) }) { return .outside(file: file) }
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
