internal import Foundation

/// How a folder gets another name.
package enum RenameMethod: Sendable {
    /// With the kernel's promise to replace nothing, or to swap two folders at one instant.
    case flagged
    /// As POSIX has it, for file systems that make no such promise.
    case plain

    /// Gives `old` the name `new` unless something has it. Throws `EEXIST` when something has.
    func renameWithoutReplacing(_ old: URL, to new: URL) throws(SystemError) {
        do throws(SystemError) {
            guard self == .flagged else { throw SystemError(EINVAL) }
            try flaggedRename(old, new, swapping: false)
        } catch  where error.isUnsupported {
            // Safe for our folders: rename(2) refuses to replace a folder that holds anything.
            let status = Self.paths(old, new) { rename($0, $1) }
            if status != 0 { throw SystemError(errno == ENOTEMPTY ? EEXIST : errno) }
        }
    }

    /// Gives the file `new` the name `old`, in place of what had it.
    static func replace(_ old: URL, with new: URL) throws(SystemError) {
        if paths(new, old, { rename($0, $1) }) != 0 { throw SystemError() }
    }

    /// Swaps two folders at one instant. Throws `EINVAL` or `ENOSYS` where that cannot be done.
    func swap(_ one: URL, _ other: URL) throws(SystemError) {
        guard self == .flagged else { throw SystemError(EINVAL) }
        try flaggedRename(one, other, swapping: true)
    }

    private func flaggedRename(_ old: URL, _ new: URL, swapping: Bool) throws(SystemError) {
        #if canImport(Darwin)
            let status = Self.paths(old, new) { renamex_np($0, $1, UInt32(swapping ? RENAME_SWAP : RENAME_EXCL)) }
        #else
            // RENAME_EXCHANGE is 2 and RENAME_NOREPLACE is 1 in linux/fs.h.
            guard let renameat2 else { throw SystemError(ENOSYS) }
            let status = Self.paths(old, new) { renameat2(AT_FDCWD, $0, AT_FDCWD, $1, swapping ? 2 : 1) }
        #endif
        if status != 0 { throw SystemError() }
    }

    private static func paths(
        _ one: URL, _ other: URL, _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
    ) -> Int32 {
        one.withUnsafeFileSystemRepresentation { one in
            other.withUnsafeFileSystemRepresentation { other in
                guard let one, let other else {
                    errno = EINVAL
                    return -1
                }
                return body(one, other)
            }
        }
    }
}

#if !canImport(Darwin)
    private typealias RenameAt2 =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

    /// glibc shows its header only to those who define _GNU_SOURCE, which Swift does not; looking the
    /// function up also finds out whether the C library has it.
    private let renameat2: RenameAt2? = dlsym(nil, "renameat2").map { unsafeBitCast($0, to: RenameAt2.self) }
#endif

extension SystemError {
    /// Whether the kernel or the file system does not know the call or its flags.
    var isUnsupported: Bool { code == EINVAL || code == ENOSYS || code == ENOTSUP }
}
