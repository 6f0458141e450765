package import Foundation
internal import JSON

/// The tickets of a library's jobs, a file each: `jobs/<key>.json`.
///
/// Files rather than rows: the catalogue is an index that can be made again at any time, and a ticket cannot. Whatever
/// writes holds one lock for the whole ledger, from what it reads to what it writes; see ``LedgerTransaction``.
package struct JobLedger: Sendable {
    private let store: ClipStore
    private let costs = CostCache()
    private var folder: URL { store.root.appendingPathComponent("jobs", isDirectory: true) }
    private var forgotten: URL { folder.appendingPathComponent("forgotten", isDirectory: true) }

    /// The ledger of the library in `root`, which need not exist yet.
    package init(library root: URL) { store = ClipStore(root: root) }

    /// Runs `body` while nobody else writes in this ledger, in this process or another.
    ///
    /// `body` must not use the ledger itself, which would wait for ever: a transaction has the same functions. It must
    /// be short, since others wait on their threads.
    package func transaction<Value>(_ body: (LedgerTransaction) throws -> Value) throws -> Value {
        let lock = try LedgerLock(try made())
        defer { withExtendedLifetime(lock) {} }
        return try body(LedgerTransaction(ledger: self))
    }

    /// Writes a ticket whole or not at all; when this returns, the disk has it.
    package func write(_ ticket: JobTicket) throws(LibraryError) {
        let lock = try LedgerLock(try made())
        defer { withExtendedLifetime(lock) {} }
        try put(ticket)
    }

    /// Reads a ticket again, changes it, and writes it where anything changed.
    @discardableResult
    package func update(
        _ ticket: JobTicket, _ change: (inout JobTicket) -> Void
    ) throws(LibraryError) -> JobTicket {
        let lock = try LedgerLock(try made())
        defer { withExtendedLifetime(lock) {} }
        let known = (try self.ticket(ticket.key)) ?? ticket
        var changed = known
        change(&changed)
        if changed != known { try put(changed) }
        return changed
    }

    /// The ticket of a key; `nil` where there is none.
    package func ticket(_ key: String) throws(LibraryError) -> JobTicket? {
        let file = try url(key)
        guard FileTree.exists(file) else { return nil }
        let ticket = try Self.read(file)
        guard ticket.key == key else {
            throw .cannotRead(path: file.path, reason: "it is the ticket of another request")
        }
        return ticket
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

    /// The tickets that were struck off the record, and the files that are none.
    package func allForgotten() throws(LibraryError) -> (tickets: [JobTicket], unreadable: [LibraryError]) {
        var (tickets, unreadable): ([JobTicket], [LibraryError]) = ([], [])
        for name in try FileTree.names(in: forgotten) where name.hasSuffix(".json") {
            do throws(LibraryError) {
                tickets.append(try Self.read(forgotten.appendingPathComponent(name)))
            } catch {
                unreadable.append(error)
            }
        }
        return (tickets, unreadable)
    }

    /// What each record says about money, those that were struck off too. Throws for one that cannot be read: a sum
    /// without it would be too low.
    package func allCosts() throws(LibraryError) -> [JobCost] {
        let (costs, unreadable) = try readCosts()
        if let first = unreadable.first { throw first }
        return costs
    }

    /// The same of those that can be read, for whoever adds nothing up.
    package func readableCosts() throws(LibraryError) -> [JobCost] { try readCosts().costs }

    private func readCosts() throws(LibraryError) -> (costs: [JobCost], unreadable: [LibraryError]) {
        try costs.read([(folder, false), (forgotten, true)]) { file, isForgotten throws(LibraryError) in
            JobCost(try Self.read(file), isForgotten: isForgotten)
        }
    }

    /// The ticket of a job, by the provider's id or by the key.
    package func find(_ name: String) throws(LibraryError) -> JobTicket? {
        try all().tickets.first { $0.jobId == name || $0.key == name }
    }

    /// The ticket of a job, by the provider's id alone: another request's key may be the same text.
    package func ticket(ofJob id: String) throws(LibraryError) -> JobTicket? {
        try all().tickets.first { $0.jobId == id }
    }

    /// Strikes a ticket out: of a request that certainly was not taken. Nothing of it is kept.
    package func remove(_ key: String) throws(LibraryError) {
        let lock = try LedgerLock(try made())
        defer { withExtendedLifetime(lock) {} }
        try FileTree.remove(try url(key))
        try FileTree.syncAlone(folder)
    }

    /// Strikes a ticket off the record, and keeps what it may have cost: `jobs/forgotten/` has it from now on, without
    /// the request.
    package func forget(_ ticket: JobTicket) throws(LibraryError) {
        let lock = try LedgerLock(try made())
        defer { withExtendedLifetime(lock) {} }
        let known = (try self.ticket(ticket.key)) ?? ticket
        // A key may be forgotten, used anew, and forgotten again. The same death may come between the two steps below; it
        // leaves both, and the sum too high.
        try put(known.withoutRequest, at: forgotten.appendingPathComponent("\(known.key).\(UUID().uuidString).json"))
        try FileTree.remove(try url(known.key))
        try FileTree.syncAlone(folder)
    }

    /// Keeps others from sending this ticket until the result is let go; `nil` while somebody else does.
    package func hold(_ key: String) throws(LibraryError) -> JobHold? {
        let lock = try LedgerLock(try made())
        defer { withExtendedLifetime(lock) {} }
        return try take(key)
    }

    /// Removes the holds' files that dead processes left behind; what a living one holds stays.
    package func sweep() throws(LibraryError) {
        guard FileTree.exists(folder) else { return }
        let lock = try LedgerLock(try made())
        defer { withExtendedLifetime(lock) {} }
        for name in try FileTree.names(in: folder) where name.hasSuffix(".json.lock") {
            // Whoever lets go of it removes it.
            _ = try Lock(taking: folder.appendingPathComponent(name))
        }
    }

    /// The folder, made where it was not.
    private func made() throws(LibraryError) -> URL {
        guard !FileTree.exists(folder) else { return folder }
        try FileTree.make(folder)
        try FileTree.syncAlone(store.root)
        return folder
    }

    /// Takes the hold of a ticket. Only under the ledger's lock, so that nobody makes or removes the file meanwhile.
    fileprivate func take(_ key: String) throws(LibraryError) -> JobHold? {
        let file = try url(key).appendingPathExtension("lock")
        // A dead process leaves the file and not the lock on it.
        if let lock = try Lock(taking: file) { return JobHold(lock) }
        // Let go of between the two questions: holds are let go of without the ledger's lock.
        guard !FileTree.exists(file) else { return try Lock(taking: file).map(JobHold.init) }
        return try Lock(creating: file).map(JobHold.init)
    }

    fileprivate func put(_ ticket: JobTicket) throws(LibraryError) { try put(ticket, at: try url(ticket.key)) }

    private func put(_ ticket: JobTicket, at file: URL) throws(LibraryError) {
        let data: Data
        do { data = try CanonicalJSON.encode(ticket) } catch {
            throw .cannotWrite(path: file.path, reason: CanonicalJSON.reason(of: error))
        }
        let parent = file.deletingLastPathComponent()
        let isNew = !FileTree.exists(parent)
        try FileTree.make(parent)
        let work = try store.newWork()
        let staged = work.url.appendingPathComponent("ticket.json")
        // Requests hold URLs that are secrets: pictures, webhooks.
        try FileBytes.write(data, to: staged, mode: 0o600)
        let status = staged.withUnsafeFileSystemRepresentation { old in
            file.withUnsafeFileSystemRepresentation { new in rename(old!, new!) }
        }
        guard status == 0 else { throw .cannotWrite(file, errno: errno) }
        try FileTree.syncAlone(parent)
        if isNew { try FileTree.syncAlone(parent.deletingLastPathComponent()) }
        try work.discard()
    }

    private static func read(_ file: URL) throws(LibraryError) -> JobTicket {
        let data = try FileBytes.read(file)
        let ticket: JobTicket
        do {
            ticket = try CanonicalJSON.decode(JobTicket.self, from: data)
        } catch {
            throw .cannotRead(path: file.path, reason: "it is no ticket: \(CanonicalJSON.reason(of: error))")
        }
        if let complaint = ticket.complaint {
            throw .cannotRead(path: file.path, reason: "it is no ticket: \(complaint)")
        }
        return ticket
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

/// Reading and writing in a ledger that nobody else writes in meanwhile. Not to be kept after its transaction.
package struct LedgerTransaction {
    fileprivate let ledger: JobLedger

    /// As ``JobLedger/ticket(_:)``.
    package func ticket(_ key: String) throws(LibraryError) -> JobTicket? { try ledger.ticket(key) }
    /// As ``JobLedger/all()``.
    package func all() throws(LibraryError) -> (tickets: [JobTicket], unreadable: [LibraryError]) { try ledger.all() }
    /// As ``JobLedger/allCosts()``.
    package func allCosts() throws(LibraryError) -> [JobCost] { try ledger.allCosts() }
    /// As ``JobLedger/readableCosts()``.
    package func readableCosts() throws(LibraryError) -> [JobCost] { try ledger.readableCosts() }
    /// As ``JobLedger/write(_:)``.
    package func write(_ ticket: JobTicket) throws(LibraryError) { try ledger.put(ticket) }
    /// As ``JobLedger/hold(_:)``.
    package func hold(_ key: String) throws(LibraryError) -> JobHold? { try ledger.take(key) }

    /// Whether somebody is sending this ticket.
    package func isHeld(_ key: String) throws(LibraryError) -> Bool { try ledger.take(key) == nil }
}

/// A ticket that this process alone may send.
package final class JobHold: Sendable {
    private let lock: Lock
    init(_ lock: Lock) { self.lock = lock }
}

extension JobTicket {
    /// The ticket with nothing of its request but the model: what was ordered may hold secrets, and is asked for no more.
    fileprivate var withoutRequest: JobTicket {
        var body: [String: JSONValue] = [:]
        if case .object(let members) = request { body["model"] = members["model"] }
        var kept = JobTicket(
            key: key, provider: provider, server: server, request: .object(body), expectedCredits: expectedCredits,
            sentAt: sentAt, batch: batch)
        (kept.quotedCredits, kept.tariff, kept.group, kept.variant) = (quotedCredits, tariff, group, variant)
        (kept.sentBoot, kept.resent) = (sentBoot, resent)
        (kept.jobId, kept.status, kept.ending, kept.error) = (jobId, status, ending, error)
        (kept.chargedCredits, kept.clips) = (chargedCredits, clips)
        return kept
    }
}
