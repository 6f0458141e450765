internal import Library

/// Files that were dropped, and since when each has been as it is.
struct SettlingFiles {
    private struct Settling {
        var mark: FileMark
        var since: ContinuousClock.Instant
    }

    /// A file that has stopped growing.
    struct Settled: Equatable {
        let path: String
        let mark: FileMark
    }

    private var files: [String: Settling] = [:]
    /// How long a file has to stay as it is.
    private let patience: Duration

    init(patience: Duration) { self.patience = patience }

    var isEmpty: Bool { files.isEmpty }

    /// Takes in a file, which is as `mark` says; `isOld` where nobody has written to it for long.
    mutating func see(_ path: String, _ mark: FileMark, isOld: Bool = false, at now: ContinuousClock.Instant) {
        if let known = files[path], known.mark == mark { return }
        files[path] = Settling(mark: mark, since: isOld ? now - patience : now)
    }

    /// Takes out the files that have been as they are for long enough and that nobody is writing to, the oldest first.
    ///
    /// - Parameters:
    ///   - mark: the version of a file that is there now; `nil` where it is gone, and forgotten.
    ///   - isWriting: whether somebody has it open for writing; such a file is waited for.
    /// - Returns: those files, and those that changed or are being written.
    mutating func take(
        at now: ContinuousClock.Instant, mark: (String) -> FileMark?, isWriting: (String) -> Bool
    ) -> (settled: [Settled], growing: [String]) {
        var (settled, growing): ([Settled], [String]) = ([], [])
        for (path, file) in files where now - file.since >= patience {
            // Asked first: a writer that ends in between has changed the file.
            let isBusy = isWriting(path)
            guard let current = mark(path) else {
                files[path] = nil
                continue
            }
            if current != file.mark || isBusy {
                files[path] = Settling(mark: current, since: now)
                growing.append(path)
            } else {
                files[path] = nil
                settled.append(Settled(path: path, mark: current))
            }
        }
        return (settled.sorted { ($0.mark.modified, $0.path) < ($1.mark.modified, $1.path) }, growing)
    }

    /// Forgets a file.
    mutating func forget(_ path: String) { files[path] = nil }
}
