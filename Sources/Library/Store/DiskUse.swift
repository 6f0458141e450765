internal import Foundation

/// How many bytes of a library are what.
package struct DiskUse: Sendable, Equatable {
    /// What a file of a library is for, by where it lies.
    package enum Kind: String, Sendable, CaseIterable {
        /// What was delivered.
        case sources
        case shots, proxies, thumbnails
        /// Timelines, figures and the report.
        case documents
        case sidecars
        /// Files in the clips' folders that are where none is expected.
        case others
        /// Removed clips.
        case trash
        /// What is being made or fetched, or was left by a process that died.
        case work
        /// The catalogue, the queue and the ledger of jobs.
        case index
    }

    /// How many files there are, and what they hold.
    package struct Amount: Sendable, Equatable {
        package var files = 0
        package var bytes = 0

        mutating func add(_ size: Int) {
            files += 1
            bytes &+= size
        }
    }

    private var amounts: [Kind: Amount] = [:]
    /// How many clips there are, and how many removed ones.
    package private(set) var clips = 0
    package private(set) var removed = 0

    /// What there is of a kind.
    package subscript(kind: Kind) -> Amount { amounts[kind] ?? Amount() }

    /// All of it.
    package var total: Amount {
        amounts.values.reduce(into: Amount()) { sum, amount in
            sum.files += amount.files
            sum.bytes &+= amount.bytes
        }
    }

    /// Looks at every file of a library. What is removed meanwhile does not count; a folder that cannot be read throws
    /// ``LibraryError/cannotRead(path:reason:)``.
    ///
    /// - Parameter progress: is told how many clips were looked at, and how many there are.
    package init(of store: ClipStore, progress: (Int, Int) -> Void = { _, _ in }) throws(LibraryError) {
        let names = try FileTree.names(in: store.root)
        for name in names {
            let url = store.root.appendingPathComponent(name)
            switch name {
            case "clips": continue
            case "trash":
                try add(.trash, below: url)
                removed = try store.removedIDs().count
            case ".work", ".fetch": try add(.work, below: url)
            default: try add(.index, below: url)
            }
        }
        let folders = try FileTree.names(in: store.clips)
        for (number, name) in folders.enumerated() {
            let url = store.clips.appendingPathComponent(name)
            let isClip = (try? ClipID(validating: name)) != nil
            if isClip { clips += 1 }
            try add(below: url, as: { isClip ? Self.kind(of: $0) : .others })
            progress(number + 1, folders.count)
        }
    }

    private mutating func add(_ kind: Kind, below url: URL) throws(LibraryError) {
        try add(below: url, as: { _ in kind })
    }

    private mutating func add(below url: URL, as kind: (String) -> Kind) throws(LibraryError) {
        try FileTree.walk(url) { path, facts in amounts[kind(path), default: Amount()].add(Int(facts.st_size)) }
    }

    /// What a file in a clip's folder is for.
    private static func kind(of path: String) -> Kind {
        guard let slash = path.firstIndex(of: "/") else {
            if path == SidecarFile.name { return .sidecars }
            return path.hasPrefix("source.") ? .sources : .documents
        }
        return switch path[..<slash] {
        case "shots": .shots
        case "proxies": .proxies
        case "thumbs": .thumbnails
        case "statistics": .documents
        default: .others
        }
    }
}
