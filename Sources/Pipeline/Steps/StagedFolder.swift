internal import Foundation
internal import Library
internal import Media

/// A folder to write into, whose files appear in their final place all at once, or not at all.
///
/// The staging folder lies inside the final one, in `.dailies`, so that moving is a rename on one disk. A lock holds it for
/// as long as its process lives, wherever that runs: what a dead one left is removed by the next.
final class StagedFolder {
    private let final: URL
    private let made: [URL]
    private var work: WorkFolder?
    private var area: URL { final.appending(path: ".dailies", directoryHint: .isDirectory) }

    /// Prepares to write into `folder`, which is made where it does not exist. Throws `OutputError`.
    init(for folder: URL) throws {
        final = folder.standardizedFileURL
        made = try Self.writing(to: folder) { () throws(LibraryError) in try FileTree.make(folder.standardizedFileURL) }
        do {
            work = try Self.writing(to: folder) { () throws(LibraryError) in
                _ = try? WorkFolder.sweep(area)
                return try WorkFolder(in: area, label: "staging")
            }
        } catch {
            discard()
            throw error
        }
    }

    /// Where to write, until ``commit()`` or ``discard()``.
    var staging: URL {
        guard let work else { preconditionFailure("the staging folder was given up") }
        return work.url
    }

    /// Moves all files to their final names, over files of the same name, each synced first; when this returns, the disk has
    /// them under those. Throws `OutputError`.
    func commit() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: staging.path).sorted() {
            let (from, to) = (staging.appending(path: name).path, final.appending(path: name).path)
            let file = open(from, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw OutputError(path: to) }
            let synced = fsync(file)
            close(file)
            guard synced == 0, rename(from, to) == 0 else { throw OutputError(path: to) }
        }
        try Self.writing(to: final) { () throws(LibraryError) in try FileTree.syncAlone(final, following: true) }
        discard()
    }

    /// Removes what was written and not moved, and what was made for it; harmless after ``commit()``.
    func discard() {
        // Its lock goes with it, and then the area is empty unless a neighbour is at work.
        work = nil
        for folder in [area] + made.reversed() { rmdir(folder.path) }
    }

    /// Says an error of the library as one of this output.
    private static func writing<Value>(
        to folder: URL, _ body: () throws(LibraryError) -> Value
    ) throws(OutputError) -> Value {
        do { return try body() } catch {
            guard case .cannotWrite(_, let reason) = error else {
                throw OutputError(path: folder.path, reason: "\(error)")
            }
            throw OutputError(path: folder.path, reason: reason)
        }
    }

    /// The system's words behind a Foundation error.
    static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard let underlying, underlying.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
        return String(cString: strerror(Int32(underlying.code)))
    }
}
