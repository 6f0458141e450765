package import Foundation

/// A folder under `library/.work/` in which a clip is made, held with a lock for as long as its process
/// lives.
///
/// The lock is `flock` on a file beside the folder. The kernel lets go of it when the process ends, by
/// whatever death, so that a later run tells the leftover of a `kill -9` from the work of a neighbour.
package final class WorkFolder: Sendable {
    /// Where to write.
    package let url: URL
    private let lock: Lock

    /// A new, empty folder whose name begins with `label`, in an area that holds nothing else. Throws
    /// ``LibraryError/cannotWrite(path:reason:)``.
    package init(in area: URL, label: String) throws(LibraryError) {
        let (name, lock) = try Self.newName(in: area, label)
        self.lock = lock
        url = area.appendingPathComponent(name, isDirectory: true)
        try FileTree.makeAlone(url)
    }

    private static func newName(in area: URL, _ label: String) throws(LibraryError) -> (String, Lock) {
        var name = ""
        let lock = try lock(in: area) { () throws(LibraryError) in
            let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
            name = "\(label)-\(ProcessInfo.processInfo.processIdentifier)-\(random)"
            return try Lock(creating: area.appendingPathComponent(name + Lock.suffix))
        }
        return (name, lock)
    }

    /// Makes the area and takes a lock in it, by `take`, which is asked again where it gives none: a sweep that came between
    /// the making and the locking of a file takes it.
    static func lock(in area: URL, _ take: () throws(LibraryError) -> Lock?) throws(LibraryError) -> Lock {
        var attempts = 0
        while true {
            do throws(LibraryError) {
                try FileTree.make(area)
                if let lock = try take() { return lock }
            } catch {
                // A neighbour whose first clip failed may just have taken the empty library away.
                attempts += 1
                if attempts == 8 { throw error }
            }
        }
    }

    /// Removes the folder and what is left in it.
    package func discard() throws(LibraryError) {
        try FileTree.remove(url)
    }

    deinit {
        // The lock goes last. If removing fails, the next sweep finds a folder that nobody holds.
        try? FileTree.remove(url)
    }

    /// Removes what dead processes left in `area`, never what a living one holds; gives the names removed.
    @discardableResult
    package static func sweep(_ area: URL) throws(LibraryError) -> [String] {
        var removed: [String] = []
        for name in try FileTree.names(in: area) {
            let isLock = name.hasSuffix(Lock.suffix)
            let base = isLock ? String(name.dropLast(Lock.suffix.count)) : name
            let folder = area.appendingPathComponent(base)
            let file = area.appendingPathComponent(base + Lock.suffix)
            // A folder is made after its lock file and removed before it, so one without is nobody's.
            if !isLock, FileTree.exists(file) { continue }
            var lock: Lock?
            if isLock {
                guard let taken = try Lock(taking: file) else { continue }
                lock = taken
            }
            if FileTree.exists(folder) {
                try FileTree.remove(folder)
                removed.append(base)
            }
            withExtendedLifetime(lock) {}
        }
        return removed
    }
}
