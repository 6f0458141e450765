package import Foundation
internal import Pipeline

/// Which of this machine's files may be entered over HTTP: whoever asks need not be somebody who may read them.
package struct FileRule: Sendable {
    private let folders: [String]?

    /// All that the service itself may read.
    package static var all: FileRule { FileRule(folders: nil) }

    /// Only what is in these folders, or in folders there.
    package static func under(_ folders: [URL]) -> FileRule {
        FileRule(folders: folders.map { $0.resolvingSymlinksInPath().standardizedFileURL.path })
    }

    private init(folders: [String]?) { self.folders = folders }

    /// Whether a file may be entered; links count as what they lead to.
    func allows(_ path: String) -> Bool {
        guard let folders else { return true }
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        // By bytes: a slash and a mark that joins it are one character, which is no slash.
        return folders.contains { real.utf8.starts(with: ($0 == "/" ? $0 : $0 + "/").utf8) }
    }
}
