package import Foundation

/// Which files of watched folders are done with, so that none is read again after a restart: `LIBRARY/watched.jsonl`, a
/// line each.
///
/// It may be deleted at any time: the files are read again then, and their clips found to be there. Only one thread uses it.
package struct WatchLedger {
    /// A file that is done with, or that nothing can be made of.
    package struct Entry: Codable, Sendable, Equatable {
        /// Where it was last seen.
        package let path: String
        /// Which version of it: ``FileMark/text``.
        package let mark: String
        /// What was asked of it, as a digest.
        package let asked: String
        /// The clip that it became; `nil` where it is broken.
        package let clip: String?

        package init(path: String, mark: String, asked: String, clip: String?) {
            (self.path, self.mark, self.asked, self.clip) = (path, mark, asked, clip)
        }
    }

    private let root: URL
    private let file: URL
    private var entries: [String: Entry] = [:]
    /// How many lines the file has that say nothing any more.
    private var stale = 0

    /// The ledger of the library in `root`; lines that cannot be read count for nothing.
    package init(library root: URL) {
        self.root = root
        file = root.appendingPathComponent("watched.jsonl")
        read()
    }

    private mutating func read() {
        (entries, stale) = ([:], 0)
        for line in ((try? FileBytes.read(file)) ?? Data()).split(separator: UInt8(ascii: "\n")) {
            if let entry = try? CanonicalJSON.decode(Entry.self, from: Data(line)) {
                if entries.updateValue(entry, forKey: entry.mark) != nil { stale += 1 }
            } else {
                stale += 1
            }
        }
    }

    /// Whether this was asked of this version of a file before.
    package func knows(_ mark: FileMark, asked: String) -> Bool { entries[mark.text]?.asked == asked }

    /// Adds an entry. It holds for this run also where it cannot be written, which throws
    /// ``LibraryError/cannotWrite(path:reason:)``.
    package mutating func add(_ entry: Entry) throws(LibraryError) {
        if entries.updateValue(entry, forKey: entry.mark) != nil { stale += 1 }
        let line = try Self.line(entry, file)
        try alone { () throws(LibraryError) in
            let descriptor = try Descriptor.open(file, O_WRONLY | O_CREAT | O_APPEND) { .cannotWrite(file, errno: $0) }
            do throws(SystemError) {
                try line.withUnsafeBytes { bytes in
                    Result { () throws(SystemError) in try descriptor.write(bytes) }
                }.get()
            } catch {
                throw .cannotWrite(file, errno: error.code)
            }
        }
    }

    /// Forgets the files of a folder that are not there any more. Others watch other folders for the same library: what they
    /// have added since the ledger was read stays. Throws ``LibraryError/cannotWrite(path:reason:)``.
    package mutating func forget(below folder: String, except there: Set<String>) throws(LibraryError) {
        guard FileTree.exists(file) else { return }
        var ledger = self
        try alone { () throws(LibraryError) in try ledger.forgetAlone(below: folder, except: there) }
        self = ledger
    }

    private mutating func forgetAlone(below folder: String, except there: Set<String>) throws(LibraryError) {
        read()
        let before = entries.count
        entries = entries.filter { there.contains($0.key) || !$0.value.path.hasPrefix(folder + "/") }
        stale += before - entries.count
        guard stale > 0 else { return }
        var text = Data()
        for entry in entries.values.sorted(by: { $0.path < $1.path }) { text += try Self.line(entry, file) }
        // In the work area: what a run that died left there is swept.
        let work = try ClipStore(root: root).newWork()
        let next = work.url.appendingPathComponent(file.lastPathComponent)
        try FileBytes.write(text, to: next)
        do throws(SystemError) { try RenameMethod.replace(file, with: next) } catch {
            throw .cannotWrite(file, errno: error.code)
        }
        try FileTree.syncAlone(root, following: true)
        stale = 0
    }

    /// Runs `body` while no other process changes the file.
    private func alone(_ body: () throws(LibraryError) -> Void) throws(LibraryError) {
        try FileTree.make(root)
        do { try FolderTurn.alone(in: root, body) } catch {
            throw error as? LibraryError ?? .cannotWrite(path: file.path, reason: "\(error)")
        }
    }

    private static func line(_ entry: Entry, _ file: URL) throws(LibraryError) -> Data {
        do { return try CanonicalJSON.line(entry) + Data("\n".utf8) } catch {
            throw .cannotWrite(path: file.path, reason: CanonicalJSON.reason(of: error))
        }
    }
}
