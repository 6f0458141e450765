package import Foundation

/// Whole folders: making, listing, syncing and removing them, with errors that name the place.
package enum FileTree {
    /// Makes a folder, with those that it lies in, and gives those that were not there before, the outermost first. When this
    /// returns, the disk has their names: what is synced into a new folder later is found there after a power cut.
    /// Throws ``LibraryError/cannotWrite(path:reason:)``.
    @discardableResult
    package static func make(_ folder: URL) throws(LibraryError) -> [URL] {
        var missing: [URL] = []
        var place = folder.absoluteURL
        while place.path != "/", place.lastPathComponent != "..", !isThere(place) {
            missing.append(place)
            place.deleteLastPathComponent()
        }
        var made: [URL] = []
        for url in missing.reversed() where try makeAlone(url) {
            made.append(url)
            try syncAlone(url.deletingLastPathComponent(), following: true)
        }
        guard missing.isEmpty else { return made }
        guard isFolder(place, following: true) else { throw .cannotWrite(folder, errno: EEXIST) }
        return []
    }

    /// Makes one folder in one that is there, for as long as the machine runs; false where somebody made it before.
    @discardableResult
    static func makeAlone(_ folder: URL) throws(LibraryError) -> Bool {
        let status = folder.withUnsafeFileSystemRepresentation { path in path.map { mkdir($0, 0o777) } ?? -1 }
        if status == 0 { return true }
        let code = errno
        guard code == EEXIST, isFolder(folder, following: true) else { throw .cannotWrite(folder, errno: code) }
        return false
    }

    /// Makes a folder, and those above it that are missing; when this returns, the disk has their names.
    static func makeDurably(_ folder: URL) throws(LibraryError) {
        var missing: [URL] = []
        var place = folder.absoluteURL.standardizedFileURL
        while !exists(place), place.path != "/" {
            missing.append(place)
            place.deleteLastPathComponent()
        }
        try make(folder)
        for folder in missing.reversed() { try syncAlone(folder.deletingLastPathComponent()) }
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

    /// Hands over each file below a place, or the place itself where it is a file, as a path relative to it ("" then) and
    /// what the system knows of it. A link counts as itself; what is gone meanwhile does not.
    static func walk(_ url: URL, _ path: String = "", _ take: (String, stat) -> Void) throws(LibraryError) {
        guard let facts = facts(url) else { return }
        guard facts.st_mode & S_IFMT == S_IFDIR else { return take(path, facts) }
        for name in try names(in: url) {
            try walk(url.appendingPathComponent(name), path.isEmpty ? name : "\(path)/\(name)", take)
        }
    }

    /// Syncs every file, then the folder that names it, from the bottom up.
    static func sync(_ url: URL) throws(LibraryError) {
        if isFolder(url) {
            for name in try names(in: url) { try sync(url.appendingPathComponent(name)) }
        }
        try syncAlone(url)
    }

    /// Syncs one file, or the list of names of one folder.
    ///
    /// - Parameter following: whether a link stands for what it leads to, as the library's own folder may be one; else it is
    ///   passed over, for its name is synced with the folder.
    package static func syncAlone(_ url: URL, following: Bool = false) throws(LibraryError) {
        guard following || !isLink(url) else { return }
        let flags = following ? O_RDONLY : O_RDONLY | O_NOFOLLOW
        let file = try Descriptor.open(url, flags) { .cannotWrite(url, errno: $0) }
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

    /// Names this version of a file or folder; `nil` where there is none. What takes its place has another.
    static func mark(_ url: URL) -> String? {
        facts(url).map { facts in
            [Int(facts.st_ino), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, Int(facts.st_size)]
                .map { String($0, radix: 16) }.joined(separator: "-")
        }
    }

    /// The same as a number, which two versions share by chance alone.
    static func fingerprint(_ path: String) -> Int? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        // FNV-1a over whole words.
        return [Int(bitPattern: UInt(facts.st_ino)), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, Int(facts.st_size)]
            .reduce(-3_750_763_034_362_895_579) { ($0 ^ $1) &* 1_099_511_628_211 }
    }

    static func exists(_ url: URL) -> Bool { mode(url) != nil }
    static func isFolder(_ url: URL, following: Bool = false) -> Bool {
        facts(url, following: following).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }
    static func isLink(_ url: URL) -> Bool { mode(url).map { $0 & S_IFMT == S_IFLNK } ?? false }

    private static func mode(_ url: URL) -> mode_t? { facts(url)?.st_mode }

    /// Whether there is something to go on from, a file where a folder should be among it.
    private static func isThere(_ url: URL) -> Bool {
        facts(url, following: true) != nil || (errno != ENOENT && errno != ENOTDIR)
    }

    /// What the system knows of a file, folder or link.
    static func facts(_ url: URL, following: Bool = false) -> stat? {
        var facts = stat()
        return url.withUnsafeFileSystemRepresentation { path in
            path.flatMap { (following ? stat($0, &facts) : lstat($0, &facts)) == 0 ? facts : nil }
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
