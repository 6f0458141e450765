internal import Foundation

/// The number that the system call failed with.
struct SystemError: Error {
    let code: Int32
    init(_ code: Int32 = errno) { self.code = code }
}

/// An open file, closed once.
struct Descriptor: ~Copyable {
    let raw: Int32

    /// Opens `url`; new files have `mode`, and are for everyone to read unless told. `failure` makes the caller's
    /// error of an `errno`.
    static func open(
        _ url: URL, _ flags: Int32, mode: mode_t = 0o644, failure: (Int32) -> LibraryError
    ) throws(LibraryError) -> Descriptor {
        while true {
            let raw = url.withUnsafeFileSystemRepresentation { path in
                path.map { openat(AT_FDCWD, $0, flags | O_CLOEXEC, mode) } ?? -1
            }
            if raw >= 0 { return Descriptor(raw: raw) }
            guard errno == EINTR else { throw failure(errno) }
        }
    }

    /// Opens a folder, whose files can be opened through it wherever it is moved meanwhile.
    static func open(folder url: URL, failure: (Int32) -> LibraryError) throws(LibraryError) -> Descriptor {
        try open(url, folderOnly, failure: failure)
    }

    /// Opens a file of this folder to be read. A pipe in its place is not waited for.
    func opening(_ name: String) throws(SystemError) -> Descriptor {
        while true {
            let inner = openat(raw, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            if inner >= 0 { return Descriptor(raw: inner) }
            guard errno == EINTR else { throw SystemError() }
        }
    }

    /// The inode's number; `nil` where the system does not say.
    var inode: ino_t? {
        var facts = stat()
        return fstat(raw, &facts) == 0 ? facts.st_ino : nil
    }

    /// Opens a file to be read by a whole path that leads over no link. Each name is looked up in the folder that was opened
    /// before it, so that nobody can turn the path elsewhere in between.
    static func open(withoutLinks path: String) throws(LibraryError) -> Descriptor {
        // By bytes: a slash and a mark that joins it are one character, which is no slash.
        let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        // A pipe is not waited for; its reader refuses it.
        let last = O_RDONLY | O_NONBLOCK
        var place = Descriptor(raw: openat(AT_FDCWD, "/", folderOnly))
        for (index, name) in names.enumerated() {
            let flags = index == names.count - 1 ? last : folderOnly
            var raw: Int32
            repeat { raw = openat(place.raw, name, flags | O_NOFOLLOW | O_CLOEXEC) } while raw < 0 && errno == EINTR
            guard raw >= 0 else {
                let isLink = [ELOOP, ENOTDIR].contains(errno)
                throw .cannotRead(
                    path: path,
                    reason: isLink
                        ? "\(name) in its path is a link now, or no folder" : String(cString: strerror(errno)))
            }
            place = Descriptor(raw: raw)
        }
        return place
    }

    /// A folder that is only passed through, which needs no right to list it.
    #if os(Linux)
        // O_PATH, which Glibc has as a macro that Swift does not show.
        private static let folderOnly = 0o10000000 | O_DIRECTORY | O_CLOEXEC
    #else
        private static let folderOnly = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    #endif

    private init(raw: Int32) { self.raw = raw }

    deinit { close(raw) }

    /// Hands over the rest of the file in pieces of at most 1 MiB, which all use the same memory.
    func readAll(_ take: (UnsafeRawBufferPointer) throws(SystemError) -> Void) throws(SystemError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = Foundation.read(raw, buffer.baseAddress, buffer.count)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError()
            }
            try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Writes all of `bytes`.
    func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Foundation.write(raw, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError()
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Waits until the disk has the file. A pipe or device has nothing to wait for.
    func sync() throws(SystemError) {
        while fsync(raw) != 0 {
            if errno == EINVAL || errno == EROFS { return }
            guard errno == EINTR else { throw SystemError() }
        }
    }
}
