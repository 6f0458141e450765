internal import Foundation

/// A folder held by one call of one process at a time; the kernel lets go of it when the process ends, by whatever
/// death.
final class FolderLock: Sendable {
    private let raw: Int32

    /// Takes a folder that is there; `nil` when somebody holds it, or it is gone.
    init?(_ folder: URL) {
        let raw = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard raw >= 0 else { return nil }
        // Whoever held it before may have removed it; a lock on a nameless folder holds nothing.
        var (own, named) = (stat(), stat())
        guard flock(raw, LOCK_EX | LOCK_NB) == 0, fstat(raw, &own) == 0, lstat(folder.path, &named) == 0,
            own.st_ino == named.st_ino, own.st_dev == named.st_dev
        else {
            close(raw)
            return nil
        }
        self.raw = raw
    }

    deinit { close(raw) }
}
