internal import Foundation

/// Whole small files, with errors that name the file.
enum FileBytes {
    /// - Parameter most: more bytes than this are not read, and an error.
    static func read(_ url: URL, upTo most: Int = .max) throws(LibraryError) -> Data {
        // A pipe in the place of a file would be waited for.
        let file = try Descriptor.open(url, O_RDONLY | O_NONBLOCK) { .cannotRead(url, errno: $0) }
        do throws(SystemError) { return try all(of: file, upTo: most) } catch {
            throw .cannotRead(url, errno: error.code)
        }
    }

    /// The same of a file in an open folder, which may have been moved away since. `url` is for the error.
    static func read(
        _ name: String, in folder: borrowing Descriptor, of url: URL, upTo most: Int
    ) throws(LibraryError) -> Data {
        do throws(SystemError) { return try all(of: folder.opening(name), upTo: most) } catch {
            throw .cannotRead(url.appendingPathComponent(name), errno: error.code)
        }
    }

    private static func all(of file: borrowing Descriptor, upTo most: Int) throws(SystemError) -> Data {
        var data = Data()
        try file.readAll { bytes throws(SystemError) in
            guard bytes.count <= most - data.count else { throw SystemError(EFBIG) }
            data.append(contentsOf: bytes)
        }
        return data
    }

    /// Writes and syncs; a file of the same name is replaced. A new file has `mode`.
    static func write(_ data: Data, to url: URL, mode: mode_t = 0o644) throws(LibraryError) {
        let file = try Descriptor.open(url, O_WRONLY | O_CREAT | O_TRUNC, mode: mode) { .cannotWrite(url, errno: $0) }
        do throws(SystemError) {
            // `Data` knows no typed errors; the result carries ours across.
            try data.withUnsafeBytes { bytes in
                Result { () throws(SystemError) in try file.write(bytes) }
            }.get()
            try file.sync()
        } catch {
            throw .cannotWrite(url, errno: error.code)
        }
    }
}
