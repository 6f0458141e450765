package import Foundation
internal import Library

/// Which of this machine's files may be entered over HTTP: whoever asks need not be somebody who may read them.
package struct FileRule: Sendable {
    private let folders: [String]?

    /// What becomes of a path that somebody asks for.
    enum Answer: Equatable {
        /// It may be entered so. Where only some folders may, the path leads over no link, and has to be read by
        /// ``JobOrder/isResolved``: whoever may write to the folder could turn it elsewhere later.
        case allowed(path: String, isResolved: Bool)
        case refused
        /// There is nothing, or nothing that this service can reach.
        case missing
    }

    /// All that the service itself may read.
    package static var all: FileRule { FileRule(folders: nil) }

    /// Only what is in these folders, or in folders there.
    package static func under(_ folders: [URL]) -> FileRule {
        FileRule(folders: folders.map { $0.resolvingSymlinksInPath().standardizedFileURL.path })
    }

    private init(folders: [String]?) { self.folders = folders }

    /// What becomes of a whole path; links count as what they lead to.
    func look(at path: String) -> Answer {
        let url = URL(fileURLWithPath: path)
        guard folders != nil else {
            guard FileManager.default.fileExists(atPath: path) else { return .missing }
            return .allowed(path: url.standardizedFileURL.path, isResolved: false)
        }
        guard let real = Self.realPath(path) else {
            // Nobody learns from here what there is elsewhere.
            return contains(url.resolvingSymlinksInPath().standardizedFileURL.path) ? .missing : .refused
        }
        return contains(real) ? .allowed(path: real, isResolved: true) : .refused
    }

    private func contains(_ path: String) -> Bool {
        // By bytes: a slash and a mark that joins it are one character, which is no slash.
        folders?.contains { path.utf8.starts(with: ($0 == "/" ? $0 : $0 + "/").utf8) } ?? true
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
