internal import Crypto
internal import Foundation
internal import Synchronization

/// The part of a file that is here, `FILE.partial`, with what is known of it, `FILE.partial.json`; held with a lock,
/// and hashed as it grows.
///
/// `@unchecked Sendable`: used by one at a time, the task that downloads or, while a body comes in, the queue of its
/// ``BodyWriter``; only the hash, which nothing else depends on, stays with the task.
final class PartialFile: @unchecked Sendable {
    /// Where the whole file goes.
    let target: URL
    private(set) var state: PartialState
    /// How many bytes are here.
    private(set) var count: Int
    private let file: OpenFile
    private var hasher = SHA256()

    private static let margin = 1 << 20

    /// What came of opening.
    enum Opening: Sendable {
        /// The part, which may be empty.
        case part(PartialFile)
        /// Another call or process is at it.
        case taken
        /// The whole file is there.
        case whole(FetchedFile)
    }

    /// Opens the part of `resource` for `target`, or makes an empty one. What belongs to something else is dropped, and
    /// so is what a power cut may have spoilt.
    static func open(for target: URL, resource: String, url: RemoteURL) throws(POSIXFailure) -> Opening {
        while true {
            let file = try OpenFile(updating: path(for: target))
            guard try file.lock() else { return .taken }
            // Whoever had the lock may have finished and renamed the file meanwhile.
            guard file.hasItsName() else { continue }
            let old = PartialState.read(statePath(for: target)).flatMap { $0.resource == resource ? $0 : nil }
            if let old, let whole = try whole(target, old) {
                unlink(path(for: target))
                return .whole(whole)
            }
            return .part(try PartialFile(target, file, old, PartialState(resource: resource, url: url.publicText)))
        }
    }

    private init(
        _ target: URL, _ file: consuming OpenFile, _ old: PartialState?, _ new: PartialState
    ) throws(POSIXFailure) {
        self.target = target
        var kept = 0
        if let old, old.validator != nil {
            kept = try file.size()
            if old.boot != PartialState.currentBoot { kept = min(kept, old.synced) }
            if let total = old.total { kept = min(kept, total) }
        }
        try file.truncate(to: kept)
        state = kept > 0 ? old! : new
        state.boot = PartialState.currentBoot
        state.finished = nil
        count = kept
        self.file = file
        try hash(upTo: kept)
    }

    static func path(for target: URL) -> String { target.path + ".partial" }
    static func statePath(for target: URL) -> String { target.path + ".partial.json" }

    /// Whether every byte is here, as far as anybody has said how many there are.
    var isWhole: Bool { count > 0 && state.total == count }

    /// Forgets all bytes: the next ones are the beginning of what `update` describes.
    func begin(_ update: (inout PartialState) -> Void) throws(POSIXFailure) {
        // The order matters to whoever comes after a crash between two of these: no bytes under a stranger's validator.
        let trustsBytes = PartialState.read(Self.statePath(for: target)).map { $0.synced > 0 } ?? false
        try file.truncate(to: 0)
        count = 0
        hasher = SHA256()
        update(&state)
        state.synced = 0
        try state.write(Self.statePath(for: target))
        // After a power cut the old state could be there beside new bytes, and would call as many of them its own.
        if trustsBytes { try syncNames() }
    }

    /// Forgets all bytes and what was known of them.
    func forget() throws(POSIXFailure) {
        try begin { $0 = PartialState(resource: $0.resource, url: $0.url) }
    }

    /// Learns more about the same version of the file.
    func learn(_ update: (inout PartialState) -> Void) throws(POSIXFailure) {
        let before = state
        update(&state)
        if state != before { try state.write(Self.statePath(for: target)) }
    }

    /// Adds bytes at the end; ``hash(_:)`` takes the same bytes, before or after.
    func append(_ bytes: UnsafeRawBufferPointer) throws(POSIXFailure) {
        try file.write(bytes, at: count)
        count += bytes.count
    }

    /// Hashes the next bytes.
    func hash(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

    /// Why `more` bytes do not fit on the disk, if they do not.
    func lacksRoom(for more: Int) -> POSIXFailure? {
        guard let room = file.room(), more > room - Self.margin else { return nil }
        return POSIXFailure(target.path, ENOSPC)
    }

    /// Syncs what is here, and writes down that it is.
    func checkpoint() throws(POSIXFailure) {
        guard count > state.synced, state.validator != nil else { return }
        try file.sync()
        state.synced = count
        try state.write(Self.statePath(for: target))
        try syncNames()
    }

    /// The first bytes.
    func head(_ length: Int) throws(POSIXFailure) -> [UInt8] { try file.bytes(at: 0, count: length) }

    /// Gives the whole file its name, once the disk has all of it.
    func finish() throws(POSIXFailure) -> FetchedFile {
        let hash = hasher.finalize().hexText
        try file.sync()
        state.total = count
        state.synced = count
        state.finished = PartialState.Finished(bytes: count, sha256: hash, at: Int(Date().timeIntervalSince1970))
        try state.write(Self.statePath(for: target))
        guard rename(Self.path(for: target), target.path) == 0 else { throw POSIXFailure(target.path) }
        try syncNames()
        return Self.fetched(target, state, state.finished!)
    }

    /// Waits until the disk has the names of the part, its state and the file.
    private func syncNames() throws(POSIXFailure) {
        try OpenFile(reading: target.deletingLastPathComponent().path).sync()
    }

    /// The finished file, if it is still what was fetched.
    private static func whole(_ target: URL, _ state: PartialState) throws(POSIXFailure) -> FetchedFile? {
        guard let finished = state.finished, FileManager.default.fileExists(atPath: target.path) else { return nil }
        let file = try OpenFile(reading: target.path)
        guard try file.size() == finished.bytes, try sha256(file, upTo: finished.bytes) == finished.sha256 else {
            return nil
        }
        return fetched(target, state, finished)
    }

    private static func fetched(_ target: URL, _ state: PartialState, _ finished: PartialState.Finished) -> FetchedFile
    {
        FetchedFile(
            file: target, bytes: finished.bytes, sha256: finished.sha256, url: state.url,
            contentType: state.contentType, fetchedAt: Date(timeIntervalSince1970: TimeInterval(finished.at)),
            transferred: 0)
    }

    private func hash(upTo end: Int) throws(POSIXFailure) { hasher = try Self.hasher(file, upTo: end) }

    private static func sha256(_ file: borrowing OpenFile, upTo end: Int) throws(POSIXFailure) -> String {
        try hasher(file, upTo: end).finalize().hexText
    }

    private static func hasher(_ file: borrowing OpenFile, upTo end: Int) throws(POSIXFailure) -> SHA256 {
        var hasher = SHA256()
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        var place = 0
        while place < end {
            let count = min(try file.read(at: place, into: &piece), end - place)
            guard count > 0 else { throw POSIXFailure(file.path, EIO) }
            piece.withUnsafeBytes { hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            place += count
        }
        return hasher
    }
}
