package import Foundation

/// One version of a file: what is changed, or put in its place, has another mark. A file that is renamed keeps it.
package struct FileMark: Sendable, Hashable {
    /// The mark as it is kept.
    package let text: String
    package let bytes: Int
    /// When it was last written to.
    package let modified: Date

    /// The version that is at `path` now; `nil` where there is no regular file. Links are not followed.
    package init?(_ path: String) {
        let url = URL(fileURLWithPath: path)
        guard let facts = FileTree.facts(url), facts.st_mode & S_IFMT == S_IFREG, let text = FileTree.mark(url) else {
            return nil
        }
        self.text = text
        bytes = Int(facts.st_size)
        modified = Date(
            timeIntervalSince1970: Double(facts.st_mtim.tv_sec) + Double(facts.st_mtim.tv_nsec) / 1_000_000_000)
    }
}
