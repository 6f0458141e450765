internal import Foundation

/// A lock file that this process holds; removed and let go at the end.
final class Lock: Sendable {
    static let suffix = ".lock"
    private let url: URL
    private let file: Descriptor

    /// Makes and locks a new file; `nil` when a sweep was quicker.
    convenience init?(creating url: URL) throws(LibraryError) {
        try self.init(url, O_RDWR | O_CREAT | O_EXCL)
    }

    /// Locks a file that is there; `nil` when somebody holds it, or removed it meanwhile.
    convenience init?(taking url: URL) throws(LibraryError) {
        guard FileTree.exists(url) else { return nil }
        do {
            try self.init(url, O_RDWR)
        } catch {
            guard FileTree.exists(url) else { return nil }
            throw error
        }
    }

    /// Waits for a lock file, which is made where there is none. Throws ``LibraryError/cannotWrite(path:reason:)``, also
    /// where somebody keeps it until `end`: what is done under such a lock takes moments, unless its process was stopped or
    /// the disk hangs.
    static func awaiting(_ url: URL, until end: ContinuousClock.Instant) throws(LibraryError) -> Lock {
        var pause: UInt32 = 500
        while true {
            if let lock = try Lock(url, O_RDWR | O_CREAT) { return lock }
            guard ContinuousClock.now < end else {
                throw .cannotWrite(path: url.path, reason: "another process holds it and does not let go")
            }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }

    private init?(_ url: URL, _ flags: Int32) throws(LibraryError) {
        let file = try Descriptor.open(url, flags | O_NOFOLLOW) { .cannotWrite(url, errno: $0) }
        while flock(file.raw, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return nil }
            guard errno == EINTR else { throw .cannotWrite(url, errno: errno) }
        }
        // Whoever held the lock before may have removed the name; a lock on a nameless file holds nothing.
        var locked = stat()
        var named = stat()
        let status = url.withUnsafeFileSystemRepresentation { path in path.map { lstat($0, &named) } ?? -1 }
        guard fstat(file.raw, &locked) == 0, status == 0, locked.st_ino == named.st_ino,
            locked.st_dev == named.st_dev
        else { return nil }
        self.url = url
        self.file = file
    }

    deinit {
        _ = url.withUnsafeFileSystemRepresentation { path in path.map { unlink($0) } }
    }
}
