internal import Glibc

/// What the kernel tells of folders: files that were closed by their writer or moved in, and folders that came or went.
///
/// Network file systems tell nothing of what others do, and queues of events overflow: whoever needs every file looks
/// from time to time.
struct FolderEvents: ~Copyable {
    /// What happened since the last question.
    struct Changes {
        /// Paths of files that may be whole now.
        var files: Set<String> = []
        /// Whether folders changed, or some of what happened was not told.
        var isToBeScanned = false
    }

    private let raw: Int32
    private var folders: [Int32: String] = [:]

    private static let wanted = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR)
    private static let ofFolders = UInt32(
        IN_Q_OVERFLOW | IN_IGNORED | IN_ISDIR | IN_MOVE_SELF | IN_DELETE_SELF | IN_UNMOUNT)

    /// `nil` where the system gives no more of these.
    init?() {
        let raw = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard raw >= 0 else { return nil }
        self.raw = raw
    }

    deinit { close(raw) }

    /// Watches a folder, or learns its new name; false where the system cannot.
    mutating func watch(_ folder: String) -> Bool {
        let number = inotify_add_watch(raw, folder, Self.wanted)
        guard number >= 0 else { return false }
        folders[number] = folder
        return true
    }

    /// What has happened; does not wait.
    mutating func changes() -> Changes {
        var changes = Changes()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(raw, &buffer, buffer.count)
            guard count > 0 else { return changes }
            buffer.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[..<count]), &changes) }
        }
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer, _ changes: inout Changes) {
        var offset = 0
        let head = MemoryLayout<inotify_event>.size
        while offset + head <= bytes.count {
            let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let name = bytes[(offset + head)..<(offset + head + Int(event.len))].prefix { $0 != 0 }
            offset += head + Int(event.len)
            if event.mask & UInt32(IN_IGNORED) != 0 { folders[event.wd] = nil }
            if event.mask & Self.ofFolders != 0 {
                changes.isToBeScanned = true
                continue
            }
            if let folder = folders[event.wd], !name.isEmpty {
                changes.files.insert("\(folder)/\(String(decoding: name, as: UTF8.self))")
            }
        }
    }
}
