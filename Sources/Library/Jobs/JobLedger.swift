package import Foundation

/// The tickets of a library's jobs, a file each: `jobs/<key>.json`.
///
/// Files rather than rows: the catalogue is an index that can be made again at any time, and a ticket cannot.
package struct JobLedger: Sendable {
    private let store: ClipStore
    private var folder: URL { store.root.appendingPathComponent("jobs", isDirectory: true) }

    /// The ledger of the library in `root`, which need not exist yet.
    package init(library root: URL) { store = ClipStore(root: root) }

    /// Writes a ticket whole or not at all; when this returns, the disk has it.
    package func write(_ ticket: JobTicket) throws(LibraryError) {
        let file = try url(ticket.key)
        let data: Data
        do { data = try CanonicalJSON.encode(ticket) } catch {
            throw .cannotWrite(path: file.path, reason: CanonicalJSON.reason(of: error))
        }
        let isNew = !FileTree.exists(folder)
        try FileTree.make(folder)
        let work = try store.newWork()
        let staged = work.url.appendingPathComponent("ticket.json")
        // Requests hold URLs that are secrets: pictures, webhooks.
        try FileBytes.write(data, to: staged, mode: 0o600)
        let status = staged.withUnsafeFileSystemRepresentation { old in
            file.withUnsafeFileSystemRepresentation { new in rename(old!, new!) }
        }
        guard status == 0 else { throw .cannotWrite(file, errno: errno) }
        try FileTree.syncAlone(folder)
        if isNew { try FileTree.syncAlone(store.root) }
        try work.discard()
    }

    /// Reads a ticket again, changes it, and writes it where anything changed.
    @discardableResult
    package func update(
        _ ticket: JobTicket, _ change: (inout JobTicket) -> Void
    ) throws(LibraryError) -> JobTicket {
        let known = (try self.ticket(ticket.key)) ?? ticket
        var changed = known
        change(&changed)
        if changed != known { try write(changed) }
        return changed
    }

    /// The ticket of a key; `nil` where there is none.
    package func ticket(_ key: String) throws(LibraryError) -> JobTicket? {
        let file = try url(key)
        guard FileTree.exists(file) else { return nil }
        let data = try FileBytes.read(file)
        do {
            return try CanonicalJSON.decode(JobTicket.self, from: data)
        } catch {
            throw .cannotRead(path: file.path, reason: "it is no ticket: \(CanonicalJSON.reason(of: error))")
        }
    }

    /// All tickets, the oldest first, and the files that are none.
    package func all() throws(LibraryError) -> (tickets: [JobTicket], unreadable: [LibraryError]) {
        var (tickets, unreadable): ([JobTicket], [LibraryError]) = ([], [])
        for name in try FileTree.names(in: folder) where name.hasSuffix(".json") {
            do throws(LibraryError) {
                if let ticket = try ticket(String(name.dropLast(".json".count))) { tickets.append(ticket) }
            } catch {
                unreadable.append(error)
            }
        }
        return (tickets.sorted { ($0.sentAt, $0.key) < ($1.sentAt, $1.key) }, unreadable)
    }

    /// The ticket of a job, by the provider's id or by the key.
    package func find(_ name: String) throws(LibraryError) -> JobTicket? {
        try all().tickets.first { $0.jobId == name || $0.key == name }
    }

    /// The ticket of a job, by the provider's id alone: another request's key may be the same text.
    package func ticket(ofJob id: String) throws(LibraryError) -> JobTicket? {
        try all().tickets.first { $0.jobId == id }
    }

    /// Strikes a ticket out: of a request that certainly was not taken.
    package func remove(_ key: String) throws(LibraryError) {
        try FileTree.remove(try url(key))
        try FileTree.syncAlone(folder)
    }

    /// Keeps others from sending this ticket until the result is let go; `nil` while somebody else does.
    package func hold(_ key: String) throws(LibraryError) -> JobHold? {
        try FileTree.make(folder)
        let file = try url(key).appendingPathExtension("lock")
        // A dead process leaves the file and not the lock on it.
        if let lock = try Lock(taking: file) { return JobHold(lock) }
        guard !FileTree.exists(file) else { return nil }
        return try Lock(creating: file).map(JobHold.init)
    }

    private func url(_ key: String) throws(LibraryError) -> URL {
        let isName =
            (1...128).contains(key.utf8.count)
            && key.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0))
            }
        guard isName else { throw .cannotRead(path: folder.path, reason: "'\(key.prefix(40))' names no ticket") }
        return folder.appendingPathComponent("\(key).json")
    }
}

/// A ticket that this process alone may send.
package final class JobHold: Sendable {
    private let lock: Lock
    init(_ lock: Lock) { self.lock = lock }
}
