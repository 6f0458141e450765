internal import Glibc

/// Who else has a file open.
enum FileWriter {
    /// Glibc has these as macros that Swift does not show.
    private static let setLease: Int32 = 1024

    /// Whether somebody has the file at `path` open for writing; `nil` where the system does not say, as for files of others
    /// and on network file systems.
    ///
    /// The kernel gives a lease to read only on a file that nobody writes to. Whoever comes to write while the lease is held,
    /// which is for microseconds, waits until it is given back; the signal that tells of them has to be ignored.
    static func isWriting(_ path: String) -> Bool? {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        if fcntl(file, setLease, Int32(F_RDLCK)) == 0 {
            _ = fcntl(file, setLease, Int32(F_UNLCK))
            return false
        }
        return errno == EAGAIN ? true : nil
    }
}
