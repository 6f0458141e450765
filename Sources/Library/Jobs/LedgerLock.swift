internal import Foundation

/// The one lock of a ledger, held until this goes: `flock` on the folder itself, which the kernel lets go of when the process
/// dies. Whoever comes second waits.
final class LedgerLock {
    private let folder: Descriptor

    init(_ url: URL) throws(LibraryError) {
        let folder = try Descriptor.open(url, O_RDONLY | O_DIRECTORY) { .cannotRead(url, errno: $0) }
        while flock(folder.raw, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .cannotWrite(url, errno: errno) }
        }
        self.folder = folder
    }
}
