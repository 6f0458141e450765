internal import Foundation
internal import Library
internal import Synchronization

/// The folders that this run has made, which it may remove again: an empty folder that was there before is somebody's, with
/// its owner and its mode.
final class MadeFolders: Sendable {
    private let made = Mutex<[URL]>([])

    /// Makes a folder, with those that it lies in. Throws ``LibraryError/cannotWrite(path:reason:)``.
    func make(_ folder: URL) throws {
        let new = try FileTree.make(folder)
        made.withLock { $0 += new }
    }

    /// Removes those that are empty.
    func removeEmpty() {
        let all = made.withLock { $0 }
        for folder in all.sorted(by: { $0.path.utf8.count > $1.path.utf8.count }) { rmdir(folder.path) }
    }
}
