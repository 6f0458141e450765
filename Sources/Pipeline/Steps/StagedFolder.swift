internal import Foundation
internal import Media

/// A folder to write into, whose files appear in their final place all at once, or not at all.
///
/// The staging folder lies inside the final one, so that moving is a rename on one disk.
final class StagedFolder {
    /// Where to write.
    let staging: URL
    private let final: URL
    private let existed: Bool

    /// Prepares to write into `folder`, which is made where it does not exist.
    init(for folder: URL) throws {
        final = folder.standardizedFileURL
        existed = FileManager.default.fileExists(atPath: final.path)
        Self.sweep(final)
        staging = final.appending(
            path: ".dailies-\(getpid())-\(UInt32.random(in: 0...UInt32.max))", directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: folder.path, reason: Self.reason(error))
        }
    }

    /// Removes what a run that was killed left here. The name says which process it belonged to.
    private static func sweep(_ folder: URL) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
            guard let match = name.wholeMatch(of: #/\.dailies-(\d+)-\d+/#), let owner = pid_t(match.1),
                kill(owner, 0) != 0, errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    /// Moves all files to their final names, over files of the same name, each synced first.
    func commit() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: staging.path).sorted() {
            let (from, to) = (staging.appending(path: name).path, final.appending(path: name).path)
            let file = open(from, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw OutputError(path: to) }
            let synced = fsync(file)
            close(file)
            guard synced == 0, rename(from, to) == 0 else { throw OutputError(path: to) }
        }
        try? FileManager.default.removeItem(at: staging)
    }

    /// Removes what was written; harmless after ``commit()``.
    func discard() {
        try? FileManager.default.removeItem(at: staging)
        if !existed { rmdir(final.path) }
    }

    /// The system's words behind a Foundation error.
    static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard let underlying, underlying.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
        return String(cString: strerror(Int32(underlying.code)))
    }
}
