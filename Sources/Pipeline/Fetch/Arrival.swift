internal import Foundation
internal import Library

/// A clip that was fetched and waits in the hallway to be stored; nobody else touches it as long as this is held.
package struct Arrival: Sendable {
    /// The clip's file, and where it came from.
    package let delivery: Delivery
    let folder: URL
    let lock: FolderLock

    /// Removes what was fetched, after the library has it.
    package func discard() { Self.remove(folder) }

    /// Removes a folder of the hallway, and the hallway where that is empty then.
    static func remove(_ folder: URL) {
        try? FileManager.default.removeItem(at: folder)
        let hallway = folder.deletingLastPathComponent()
        // Else a power cut could bring a whole clip back, and nobody comes for it again.
        try? FileTree.syncAlone(hallway)
        rmdir(hallway.path)
    }
}
