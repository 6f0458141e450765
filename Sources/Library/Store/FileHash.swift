internal import Crypto
package import Foundation

/// SHA-256 of files, read in pieces so that memory stays small for a clip of any size.
package enum FileHash {
    /// The hash and size in bytes of a file. A symbolic link is not followed, because a clip's folder has
    /// none. Throws ``LibraryError/cannotRead(path:reason:)``.
    package static func sha256(of file: URL) throws(LibraryError) -> (sha256: SHA256Hex, bytes: Int) {
        let input = try Descriptor.open(file, O_RDONLY | O_NOFOLLOW) { .cannotRead(file, errno: $0) }
        var hasher = SHA256()
        var bytes = 0
        do throws(SystemError) {
            try input.readAll { piece in
                hasher.update(bufferPointer: piece)
                bytes += piece.count
            }
        } catch {
            throw .cannotRead(file, errno: error.code)
        }
        return (SHA256Hex(bytes: hasher.finalize()), bytes)
    }

    /// The content of a file that has this hash; only what we wrote goes to a decoder. Throws
    /// ``LibraryError/cannotRead(path:reason:)``, also where it is another.
    package static func content(of file: URL, having hash: SHA256Hex) throws(LibraryError) -> Data {
        let data = try FileBytes.read(file)
        guard SHA256Hex(bytes: SHA256.hash(data: data)) == hash else {
            throw .cannotRead(
                path: file.path, reason: "it is not what was written; run dailies library verify --repair")
        }
        return data
    }

    /// Copies a file, syncs the copy, and gives the hash and size of what was written, all in one reading. Where links are not
    /// followed, the file is named by its whole path, and a path that leads over one is an error. Throws ``LibraryError/cannotRead(path:reason:)`` or ``LibraryError/cannotWrite(path:reason:)``, as
    /// the fault lies.
    package static func copyHashing(
        from file: URL, followingLinks: Bool = true, to copy: URL
    ) throws(LibraryError) -> (sha256: SHA256Hex, bytes: Int) {
        let input: Descriptor
        if followingLinks {
            input = try Descriptor.open(file, O_RDONLY) { .cannotRead(file, errno: $0) }
        } else {
            input = try Descriptor.open(withoutLinks: file.path)
        }
        let output = try Descriptor.open(copy, O_WRONLY | O_CREAT | O_TRUNC) { .cannotWrite(copy, errno: $0) }
        var hasher = SHA256()
        var bytes = 0
        var writing = false
        do throws(SystemError) {
            try input.readAll { piece throws(SystemError) in
                hasher.update(bufferPointer: piece)
                bytes += piece.count
                writing = true
                try output.write(piece)
                writing = false
            }
            writing = true
            try output.sync()
        } catch {
            throw writing ? .cannotWrite(copy, errno: error.code) : .cannotRead(file, errno: error.code)
        }
        return (SHA256Hex(bytes: hasher.finalize()), bytes)
    }
}

extension SHA256Hex {
    /// The hash of a text's UTF-8.
    package init(of text: String) {
        self.init(bytes: SHA256.hash(data: Data(text.utf8)))
    }
}
