package import Foundation
internal import Library
internal import Media

/// A copy of a file in the library's work area, taken before anything reads the file, by a path that leads over no link. What
/// somebody turns the path to meanwhile is never read.
package struct FileCopy: Sendable {
    /// The copy, under the file's name.
    package let delivery: Delivery
    private let work: WorkFolder

    /// Copies the file at a whole path. It blocks. Throws ``PipelineError`` of the step `store`.
    package init(of path: String, in library: URL) throws {
        do {
            try InputFile.require(path)
            let store = ClipStore(root: library)
            // As before any clip is made: a copy that a dead run left is nobody's.
            _ = try? store.sweep()
            work = try store.newWork()
            let file = URL(fileURLWithPath: path)
            let copy = work.url.appending(path: file.lastPathComponent)
            var delivery = Delivery(file: copy)
            delivery.content = try FileHash.copyHashing(from: file, followingLinks: false, to: copy)
            self.delivery = delivery
        } catch {
            throw PipelineError(step: .store, input: path, cause: error, log: [])
        }
    }

    /// Removes the copy, after the library has its content.
    package func discard() { try? work.discard() }
}
