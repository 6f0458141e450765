package import Foundation

/// A process that takes jobs. The file that it holds locked tells the others, whatever death it dies.
package final class QueueWorker: Sendable {
    /// Names it in the queue.
    package let name: String
    private let lock: Lock

    /// A worker of the library in `root`.
    package init(library root: URL) throws(LibraryError) {
        let folder = Self.folder(root)
        try FileTree.make(folder)
        for name in try FileTree.names(in: folder) where name.hasSuffix(Lock.suffix) {
            // Looking for the dead takes away what they left.
            _ = Self.isGone(String(name.dropLast(Lock.suffix.count)), library: root)
        }
        while true {
            let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
            let name = "worker-\(ProcessInfo.processInfo.processIdentifier)-\(random)"
            guard let lock = try Lock(creating: Self.file(name, root)) else { continue }
            (self.name, self.lock) = (name, lock)
            return
        }
    }

    /// Whether the worker of this name has died, or ended.
    static func isGone(_ name: String, library root: URL) -> Bool {
        // Taken for a moment, the lock also removes what the dead one left.
        let file = file(name, root)
        if !FileTree.exists(file) { return true }
        return (try? Lock(taking: file)) != nil
    }

    private static func folder(_ root: URL) -> URL { root.appendingPathComponent(".queue", isDirectory: true) }

    private static func file(_ name: String, _ root: URL) -> URL {
        folder(root).appendingPathComponent(name + Lock.suffix)
    }
}
