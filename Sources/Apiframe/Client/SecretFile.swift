internal import Foundation

/// A file that holds one secret: a key, or a token.
package enum SecretFile {
    /// Why a file cannot be used.
    package enum Unusable: Error, Equatable, CustomStringConvertible {
        case unreadable(path: String, reason: String)
        /// Others than its owner may read it.
        case open(path: String, mode: UInt32)

        package var description: String {
            switch self {
            case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
            case .open(let path, let mode):
                "\(path) can be read by others (mode \(String(mode, radix: 8))), and holds a secret: run chmod 600 "
                    + shellWord(path)
            }
        }

        /// A path as a shell takes it for one word.
        private func shellWord(_ path: String) -> String {
            let isPlain = path.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "-_./=@%+,".utf8.contains(byte)
            }
            let quoted = path.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined()
            return isPlain && !path.isEmpty ? path : "'" + quoted + "'"
        }
    }

    /// Reads the first `most` bytes of the file at `path`, which nobody but its owner may be able to read; a pipe, as a
    /// shell's `<(…)` makes one, is for whoever holds its end. Throws ``Unusable``.
    package static func read(_ path: String, upTo most: Int) throws(Unusable) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var facts = stat()
        // What was opened is asked, not what the path leads to: it may lead elsewhere by now.
        guard fstat(descriptor, &facts) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        if facts.st_mode & S_IFMT == S_IFREG, !isForOwnerAlone(facts, path) {
            throw .open(path: path, mode: UInt32(facts.st_mode & 0o7777))
        }
        do {
            var data = Data()
            // A pipe gives what it has, piece by piece.
            while data.count < most, let piece = try handle.read(upToCount: most - data.count), !piece.isEmpty {
                data += piece
            }
            return String(decoding: data, as: UTF8.self)
        } catch {
            throw .unreadable(path: path, reason: "\((error as? CocoaError)?.localizedDescription ?? "\(error)")")
        }
    }

    private static func isForOwnerAlone(_ facts: stat, _ path: String) -> Bool {
        if facts.st_mode & 0o077 == 0 { return true }
        // systemd lets the service's user read its credentials by an access list, of which the group's bits are the mask;
        // nobody else comes into their folder.
        if facts.st_mode & 0o037 == 0, let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"],
            !folder.isEmpty,
            URL(fileURLWithPath: path).deletingLastPathComponent().standardizedFileURL
                == URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        {
            return true
        }
        // What root gives to this process's group, and to nobody else: another user cannot be given a file of root's
        // otherwise, as in a pod of Kubernetes with an fsGroup.
        return facts.st_mode & 0o037 == 0 && facts.st_uid == 0 && geteuid() != 0 && groups.contains(facts.st_gid)
    }

    private static var groups: [gid_t] {
        var list = [gid_t](repeating: 0, count: max(0, Int(getgroups(0, nil))))
        list.removeLast(list.count - max(0, Int(getgroups(Int32(list.count), &list))))
        return list + [getegid()]
    }
}
