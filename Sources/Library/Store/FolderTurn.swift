internal import Foundation

/// Turns at a library's folder: what has to be done by one process or thread at a time.
enum FolderTurn {
    /// Runs `body` while nobody else does, by a lock on the folder itself.
    static func alone<Result>(in root: URL, _ body: () throws -> Result) throws -> Result {
        let folder = try Descriptor.open(root, O_RDONLY) { .cannotRead(root, errno: $0) }
        while flock(folder.raw, LOCK_EX) != 0 {
            guard errno == EINTR else { throw LibraryError.cannotWrite(root, errno: errno) }
        }
        return try body()
    }
}
