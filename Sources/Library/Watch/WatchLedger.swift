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

    private let file: URL
    private var entries: [String: Entry]
    /// How many lines the file has that say nothing any more.
    private var stale = 0

    /// The ledger of the library in `root`; lines that cannot be read count for nothing.
    package init(library root: URL) {
        file = root.appendingPathComponent("watched.jsonl")
        entries = [:]
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
        try FileTree.make(file.deletingLastPathComponent())
        let descriptor = try Descriptor.open(file, O_WRONLY | O_CREAT | O_APPEND) { .cannotWrite(file, errno: $0) }
        let line = try Self.line(entry, file)
        do throws(SystemError) {
            try line.withUnsafeBytes { bytes in Result { () throws(SystemError) in try descriptor.write(bytes) } }.get()
        } catch {
            throw .cannotWrite(file, errno: error.code)
        }
    }

    /// Forgets the files of a folder that are not there any more.
    package mutating func forget(below folder: String, except there: Set<String>) throws(LibraryError) {
        let before = entries.count
        entries = entries.filter { there.contains($0.key) || !$0.value.path.hasPrefix(folder + "/") }
        stale += before - entries.count
        guard stale > 0 else { return }
        var text = Data()
        for entry in entries.values.sorted(by: { $0.path < $1.path }) { text += try Self.line(entry, file) }
        let next = URL(fileURLWithPath: file.path + ".\(getpid())")
        try FileBytes.write(text, to: next)
        guard rename(next.path, file.path) == 0 else {
            let code = errno
            unlink(next.path)
            throw .cannotWrite(file, errno: code)
        }
        stale = 0
    }

    private static func line(_ entry: Entry, _ file: URL) throws(LibraryError) -> Data {
        do { return try CanonicalJSON.line(entry) + Data("\n".utf8) } catch {
            throw .cannotWrite(path: file.path, reason: CanonicalJSON.reason(of: error))
        }
    }
}
