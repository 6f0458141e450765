internal import Foundation

/// An open file, closed once.
struct OpenFile: ~Copyable {
    let path: String
    private let raw: Int32

    /// Opens a file that is there, to be read.
    init(reading path: String) throws(POSIXFailure) { try self.init(path, O_RDONLY) }

    /// Opens a file to be read and written, and makes it where there is none.
    init(updating path: String) throws(POSIXFailure) { try self.init(path, O_RDWR | O_CREAT | O_NOFOLLOW) }

    private init(_ path: String, _ flags: Int32) throws(POSIXFailure) {
        var raw: Int32
        repeat { raw = open(path, flags | O_CLOEXEC, 0o644) } while raw < 0 && errno == EINTR
        guard raw >= 0 else { throw POSIXFailure(path) }
        self.raw = raw
        self.path = path
    }

    deinit { close(raw) }

    /// Locks the file for this description alone; false when another has it. The kernel lets go when the process
    /// ends, by whatever death.
    func lock() throws(POSIXFailure) -> Bool {
        while flock(raw, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw POSIXFailure(path) }
        }
        return true
    }

    /// Whether the file still has its name: somebody may have renamed or removed it since.
    func hasItsName() -> Bool {
        var (own, named) = (stat(), stat())
        return fstat(raw, &own) == 0 && lstat(path, &named) == 0 && own.st_ino == named.st_ino
            && own.st_dev == named.st_dev
    }

    func size() throws(POSIXFailure) -> Int {
        var facts = stat()
        guard fstat(raw, &facts) == 0 else { throw POSIXFailure(path) }
        return Int(facts.st_size)
    }

    /// Bytes the file's disk has room for; `nil` where it does not say.
    func room() -> Int? {
        var facts = statvfs()
        guard fstatvfs(raw, &facts) == 0, facts.f_blocks > 0 else { return nil }
        return Int(
            clamping: UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize)).partialValue)
    }

    /// At most `count` bytes from `place` on.
    func bytes(at place: Int, count: Int) throws(POSIXFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = try read(at: place, into: &bytes)
        return Array(bytes.prefix(read))
    }

    /// Fills `bytes` from `place` on, and gives how many there were.
    func read(at place: Int, into bytes: inout [UInt8]) throws(POSIXFailure) -> Int {
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { bytes in
                pread(raw, bytes.baseAddress! + filled, bytes.count - filled, off_t(place + filled))
            }
            if count == 0 { break }
            if count < 0 {
                guard errno == EINTR else { throw POSIXFailure(path) }
            } else {
                filled += count
            }
        }
        return filled
    }

    /// Writes all of `bytes` at `place`.
    func write(_ bytes: UnsafeRawBufferPointer, at place: Int) throws(POSIXFailure) {
        var written = 0
        while written < bytes.count {
            let count = pwrite(raw, bytes.baseAddress! + written, bytes.count - written, off_t(place + written))
            if count < 0 {
                guard errno == EINTR else { throw POSIXFailure(path) }
            } else {
                written += count
            }
        }
    }

    func truncate(to size: Int) throws(POSIXFailure) {
        while ftruncate(raw, off_t(size)) != 0 {
            guard errno == EINTR else { throw POSIXFailure(path) }
        }
    }

    /// Waits until the disk has it.
    func sync() throws(POSIXFailure) {
        while fsync(raw) != 0 {
            guard errno == EINTR else { throw POSIXFailure(path) }
        }
    }
}
