internal import Foundation

/// Whole folders: making, listing, syncing and removing them, with errors that name the place.
enum FileTree {
    static func make(_ folder: URL) throws(LibraryError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder.path, reason: reason(of: error))
        }
    }

    /// The names in a folder, sorted; none where the folder does not exist.
    static func names(in folder: URL) throws(LibraryError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        } catch {
            // Asked of the error first: a neighbour may make the folder before the disk is asked.
            if (error as? CocoaError)?.code == .fileReadNoSuchFile || !exists(folder) { return [] }
            throw .cannotRead(path: folder.path, reason: reason(of: error))
        }
    }

    /// The files below a folder, as paths relative to it. Symbolic links count as files.
    static func files(below folder: URL) throws(LibraryError) -> [String] {
        var files: [String] = []
        for name in try names(in: folder) {
            let url = folder.appendingPathComponent(name)
            if isFolder(url) {
                files += try self.files(below: url).map { "\(name)/\($0)" }
            } else {
                files.append(name)
            }
        }
        return files
    }

    /// Syncs every file, then the folder that names it, from the bottom up.
    static func sync(_ url: URL) throws(LibraryError) {
        if isFolder(url) {
            for name in try names(in: url) { try sync(url.appendingPathComponent(name)) }
        }
        try syncAlone(url)
    }

    /// Syncs one file, or the list of names of one folder.
    static func syncAlone(_ url: URL) throws(LibraryError) {
        // A link cannot be opened itself, and its name is synced with the folder.
        guard !isLink(url) else { return }
        let file = try Descriptor.open(url, O_RDONLY | O_NOFOLLOW) { .cannotWrite(url, errno: $0) }
        do throws(SystemError) { try file.sync() } catch { throw .cannotWrite(url, errno: error.code) }
    }

    /// Removes a file or folder with all it holds; it may be gone already.
    static func remove(_ url: URL) throws(LibraryError) {
        do {
            try FileManager.default.removeItem(at: url)
        } catch {
            if exists(url) { throw .cannotWrite(path: url.path, reason: reason(of: error)) }
        }
    }

    static func exists(_ url: URL) -> Bool { mode(url) != nil }
    static func isFolder(_ url: URL) -> Bool { mode(url).map { $0 & S_IFMT == S_IFDIR } ?? false }
    static func isLink(_ url: URL) -> Bool { mode(url).map { $0 & S_IFMT == S_IFLNK } ?? false }

    private static func mode(_ url: URL) -> mode_t? {
        var facts = stat()
        return url.withUnsafeFileSystemRepresentation { path in
            path.flatMap { lstat($0, &facts) == 0 ? facts.st_mode : nil }
        }
    }

    /// The operating system's words for a Foundation error.
    private static func reason(of error: any Error) -> String {
        let error = error as NSError
        if error.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(error.code))) }
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? any Error { return reason(of: cause) }
        return error.localizedDescription
    }
}
