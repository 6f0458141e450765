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
