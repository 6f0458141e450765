internal import Foundation

/// Whole small files, with errors that name the file.
enum FileBytes {
    static func read(_ url: URL) throws(LibraryError) -> Data {
        let file = try Descriptor.open(url, O_RDONLY) { .cannotRead(url, errno: $0) }
        var data = Data()
        do throws(SystemError) {
            try file.readAll { data.append(contentsOf: $0) }
        } catch {
            throw .cannotRead(url, errno: error.code)
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
