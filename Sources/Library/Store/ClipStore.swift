package import Foundation

/// The clips of a library, one folder each under `clips/`.
///
/// A clip's folder appears whole or not at all: it is made in a ``WorkFolder``, synced, and renamed into
/// place. Nothing is written, and no folder made, before there is a clip to make.
package struct ClipStore: Sendable {
    /// The library's folder.
    package let root: URL
    let renaming: RenameMethod

    /// The library in `root`, which need not exist yet.
    package init(root: URL, renaming: RenameMethod = .flagged) {
        self.root = root
        self.renaming = renaming
    }

    var clips: URL { root.appendingPathComponent("clips", isDirectory: true) }
    var workArea: URL { root.appendingPathComponent(".work", isDirectory: true) }

    /// Where a clip is, or would be.
    package func folder(of id: ClipID) -> URL { clips.appendingPathComponent(id.text, isDirectory: true) }

    /// A new folder to make a clip in. `id` shows in its name, where the clip's id is known already.
    package func newWork(for id: ClipID? = nil) throws(LibraryError) -> WorkFolder {
        try WorkFolder(in: workArea, label: id?.text ?? "new")
    }

    /// Makes a folder of the library, and has the disk know every name that leads to it, before anything is moved into it:
    /// also where it is there already, for whoever made it may have died before that.
    func makeNamed(_ folder: URL) throws(LibraryError) {
        try FileTree.make(folder)
        var place = folder
        while place.path != root.path, place.path.utf8.count > root.path.utf8.count {
            place.deleteLastPathComponent()
            try FileTree.syncAlone(place, following: true)
        }
        // Where the library lies is not ours, and may be closed to us.
        try? FileTree.syncAlone(root.absoluteURL.deletingLastPathComponent(), following: true)
    }

    /// Runs `body` while nobody else, of this process or another, changes what lies under a clip's id: whoever reads it, to
    /// write what follows from that, sees no other version come in between. Throws what `body` throws, and
    /// ``LibraryError/cannotWrite(path:reason:)``.
    ///
    /// The lock is a file of the work area and not the clip's folder, which others swap, move and remove. It is not taken
    /// again inside `body`.
    func holding<Value>(_ id: ClipID, _ body: () throws(LibraryError) -> Value) throws(LibraryError) -> Value {
        let end = ContinuousClock.now + .seconds(60)
        let lock = try WorkFolder.lock(in: workArea) { () throws(LibraryError) in
            try Lock.awaiting(workArea.appendingPathComponent(id.text + Lock.suffix), until: end)
        }
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    /// Whether the clip is there.
    package func contains(_ id: ClipID) -> Bool {
        FileTree.exists(folder(of: id).appendingPathComponent(SidecarFile.name))
    }

    /// The ids of all clips, sorted; none for a library that does not exist yet.
    package func ids() throws(LibraryError) -> [ClipID] {
        try FileTree.names(in: clips).compactMap { try? ClipID(validating: $0) }
    }

    /// The clip's sidecar. Throws ``LibraryError/notFound(id:)``, or what ``SidecarFile/read(in:)`` throws.
    package func sidecar(for id: ClipID) throws(LibraryError) -> Sidecar {
        let place = folder(of: id)
        while true {
            // Its file is looked up in the folder that was opened, which a neighbour may move away, and back, meanwhile.
            let opened = try Descriptor.open(folder: place) {
                // A library below a file has no clips either.
                $0 == ENOENT || FileTree.facts(place) == nil ? .notFound(id: id.text) : .cannotRead(place, errno: $0)
            }
            do throws(LibraryError) { return try SidecarFile.read(in: place, opened: opened) } catch {
                // What was replaced or removed for good is emptied: the one in its place counts.
                guard FileTree.facts(place, following: true)?.st_ino != opened.inode else { throw error }
            }
        }
    }

    /// The clip that `text` names: an id, or the beginning of just one. Throws
    /// ``LibraryError/invalidID(_:)``, ``LibraryError/notFound(id:)`` or
    /// ``LibraryError/ambiguousID(_:candidates:)``.
    package func resolve(_ text: String) throws(LibraryError) -> ClipID { try Self.resolve(text, among: ids()) }

    /// The removed clip that `text` names; throws as ``resolve(_:)`` does.
    package func resolveRemoved(_ text: String) throws(LibraryError) -> ClipID {
        try Self.resolve(text, among: removedIDs())
    }

    private static func resolve(_ text: String, among ids: [ClipID]) throws(LibraryError) -> ClipID {
        guard !text.isEmpty, text.unicodeScalars.count <= ClipID.longest, text.unicodeScalars.allSatisfy(ClipID.allows)
        else { throw .invalidID(text) }
        let candidates = ids.filter { $0.text.hasPrefix(text) }
        if let exact = candidates.first(where: { $0.text == text }) { return exact }
        guard let first = candidates.first else { throw .notFound(id: text) }
        guard candidates.count == 1 else { throw .ambiguousID(text, candidates: candidates) }
        return first
    }

    /// Removes what dead processes left behind and brings back a clip whose replacement was cut short.
    /// What a living process holds stays. Gives the names of the work folders removed.
    @discardableResult
    package func sweep() throws(LibraryError) -> [String] {
        for name in try FileTree.names(in: clips) {
            guard let (staged, id) = Staged.reading(name) else { continue }
            try holding(id) { () throws(LibraryError) in try recover(staged, of: id) }
        }
        return try WorkFolder.sweep(workArea)
    }
}
