package import Foundation

/// A file in a clip's folder, open for reading. It stays as it is for whoever has it open, also when the clip is made again
/// or removed meanwhile.
package final class StoredFile: Sendable {
    /// How long it is.
    package let bytes: Int
    /// Names this version of the file: one that takes its place has another.
    package let mark: String
    private let descriptor: Int32

    /// Opens the file that `path` names below `folder`. Throws ``LibraryError/cannotRead(path:reason:)``, also for a path
    /// that leads out of the folder, by its words or through a symbolic link, and for what is no plain file.
    package init(_ path: String, below folder: URL) throws(LibraryError) {
        let url = folder.appendingPathComponent(path)
        guard FilePath.isInside(path) else { throw .cannotRead(path: url.path, reason: "it is not in the folder") }
        let parts = FilePath.parts(of: path)
        var place = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for (index, part) in parts.enumerated() where place >= 0 {
            let kind = index == parts.count - 1 ? O_NONBLOCK : O_DIRECTORY
            let inner = openat(place, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
            let code = errno
            close(place)
            (place, errno) = (inner, code)
        }
        guard place >= 0 else { throw .cannotRead(url, errno: errno) }
        var facts = stat()
        guard fstat(place, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(place)
            throw .cannotRead(path: url.path, reason: "it is no plain file")
        }
        (descriptor, bytes) = (place, Int(facts.st_size))
        // Seconds and their parts stay two numbers: as one of nanoseconds, a year after 2262 would leave 64 bits.
        mark = [Int(bitPattern: UInt(facts.st_ino)), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, bytes]
            .map { String($0, radix: 16) }.joined(separator: "-")
    }

    deinit { close(descriptor) }

    /// At most `count` bytes from `offset` on; fewer only at the end. Throws the system's error.
    package func read(from offset: Int, count: Int) throws -> Data {
        var data = Data(count: count)
        let done = try data.withUnsafeMutableBytes { room in
            var done = 0
            while done < count {
                let more = pread(descriptor, room.baseAddress! + done, count - done, off_t(offset + done))
                if more == 0 { break }
                if more < 0, errno != EINTR { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
                done += max(0, more)
            }
            return done
        }
        return done == count ? data : data.prefix(done)
    }

    /// All of it; `nil` for more than `most` bytes, and where it cannot be read.
    func whole(upTo most: Int) -> Data? { bytes <= most ? try? read(from: 0, count: bytes) : nil }
}
