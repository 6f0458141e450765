internal import Foundation
internal import Synchronization

/// What was read from records before, so that a budget that is asked before each submit reads only what is new.
final class CostCache: Sendable {
    private struct Known { let mark: String; let cost: JobCost }
    private let known = Mutex<[String: Known]>([:])

    /// The costs of all records in these folders, and the files that are none. A record that is replaced is another file.
    func read(
        _ folders: [(url: URL, isForgotten: Bool)], _ read: (URL, Bool) throws(LibraryError) -> JobCost
    ) throws(LibraryError) -> (costs: [JobCost], unreadable: [LibraryError]) {
        let before = known.withLock { $0 }
        var now: [String: Known] = [:]
        var unreadable: [LibraryError] = []
        for folder in folders {
            for name in try FileTree.names(in: folder.url) where name.hasSuffix(".json") {
                let file = folder.url.appendingPathComponent(name)
                guard let mark = FileTree.mark(file) else { continue }
                let path = "\(folder.isForgotten) \(name)"
                if let old = before[path], old.mark == mark {
                    now[path] = old
                    continue
                }
                do throws(LibraryError) {
                    now[path] = Known(mark: mark, cost: try read(file, folder.isForgotten))
                } catch {
                    unreadable.append(error)
                }
            }
        }
        let read = now
        known.withLock { $0 = read }
        return (read.keys.sorted().compactMap { read[$0]?.cost }, unreadable)
    }
}
