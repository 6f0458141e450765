internal import Foundation
internal import Library

/// A folder into which clips are dropped: which of its files are meant.
struct WatchedFolder {
    /// The folder, without links.
    let path: String
    let isRecursive: Bool
    /// The library that the clips go to, which is never looked into.
    let library: String

    /// What there is.
    struct Contents {
        /// Files that may be clips, and their versions.
        var files: [String: FileMark] = [:]
        /// The folder and, where they are meant, those below it.
        var folders: [String] = []
    }

    /// Endings of files that may be clips.
    private static let endings: Set<String> = [
        "mp4", "m4v", "mov", "qt", "mkv", "webm", "avi", "ts", "mts", "m2ts", "mpg", "mpeg", "mxf", "wmv", "asf", "flv",
        "ogv", "ivf", "nut", "3gp",
    ]
    /// What programs that have not yet finished a file put behind its name, or before its ending.
    private static let unfinished: Set<String> = [
        "part", "partial", "crdownload", "download", "opdownload", "filepart", "tmp", "temp", "aria2", "!ut", "!qb",
    ]

    /// What is there now; `nil` where the folder itself cannot be read.
    func contents() -> Contents? {
        guard let names = Self.names(path) else { return nil }
        var contents = Contents()
        add(path, names, &contents)
        return contents
    }

    private func add(_ folder: String, _ names: [String], _ contents: inout Contents) {
        contents.folders.append(folder)
        for name in names where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if Self.mayBeClip(name) {
                if let mark = mark(of: path) { contents.files[path] = mark }
            } else if isRecursive, isToBeEntered(path), let names = Self.names(path) {
                add(path, names, &contents)
            }
        }
    }

    /// The version of a file that may be a clip; `nil` for what is none, is gone, empty, or not finished by its name.
    func mark(of path: String) -> FileMark? {
        let name = (path as NSString).lastPathComponent
        guard Self.mayBeClip(name), let mark = FileMark(path), mark.bytes > 0 else { return nil }
        // Some downloads have the name early, and another file beside it until they are done.
        for ending in ["part", "aria2"] where access("\(path).\(ending)", F_OK) == 0 { return nil }
        return mark
    }

    /// Whether a name is one of a clip that is finished.
    static func mayBeClip(_ name: String) -> Bool {
        guard !name.hasPrefix("."), !name.hasPrefix("~"), !name.hasSuffix("~") else { return false }
        let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, endings.contains(String(parts[parts.count - 1])) else { return false }
        return parts.count < 3 || !unfinished.contains(String(parts[parts.count - 2]))
    }

    /// A folder of its own, no link, and no library: what is made of clips would come in as clips.
    private func isToBeEntered(_ path: String) -> Bool {
        var (facts, own) = (stat(), stat())
        guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { return false }
        if stat(library, &own) == 0, own.st_ino == facts.st_ino, own.st_dev == facts.st_dev { return false }
        return access("\(path)/catalogue.sqlite", F_OK) != 0
    }

    private static func names(_ folder: String) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}
