internal import Dispatch
package import Foundation
package import Library
internal import Render
internal import Synchronization

/// One page over many clips, with small posters in it.
package struct IndexReport {
    /// What the page shows: a clip, or an input of which none was made.
    package enum Item: Sendable {
        case clip(Sidecar, folder: URL)
        case failure(name: String, reason: String)
    }

    /// The longer side of a poster in the page, in pixels: a card is 256 wide at least.
    private static let posterSide = 320
    private static let posterQuantizer = 7
    /// Of how many clips the page holds the posters, which are some 10 kB each; the posters of others stay where they are.
    package static let mostPosters = 1000

    private let title: String
    private let items: [Item]

    package init(_ title: String, _ items: [Item]) { (self.title, self.items) = (title, items) }

    /// The page for `file`. It blocks.
    ///
    /// - Parameter progress: is told how many posters are ready, and how many there are; on any thread.
    package func html(for file: URL, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) -> Data {
        var known: Set<ClipID> = []
        var clips: [(sidecar: Sidecar, folder: URL)] = []
        var failures: [IndexPage.Failure] = []
        for item in items {
            switch item {
            case .clip(let sidecar, let folder):
                if known.insert(sidecar.id).inserted { clips.append((sidecar, folder)) }
            case .failure(let name, let reason): failures.append(IndexPage.Failure(name: name, reason: reason))
            }
        }
        let held = min(clips.count, Self.mostPosters)
        let posters = Mutex<[Int: Data]>([:])
        let done = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: held) { [clips] index in
            if let poster = Self.poster(of: clips[index].sidecar, in: clips[index].folder) {
                posters.withLock { $0[index] = poster }
            }
            progress(done.add(1, ordering: .relaxed).newValue, held)
        }
        let small = posters.withLock { $0 }
        let page = IndexPage(
            title, clips.enumerated().map { IndexPage.Clip($1.sidecar, in: $1.folder, poster: small[$0]) },
            failures: failures, at: file, made: "\(Version.tool), \(Date().formatted(.iso8601))")
        return Data(page.html.utf8)
    }

    /// A clip's poster, small; `nil` where it has none, or what is there is not what was written.
    private static func poster(of sidecar: Sidecar, in folder: URL) -> Data? {
        guard let output = sidecar.files.first(where: { $0.kind == .poster }),
            let bytes = try? FileHash.content(of: folder.appending(path: output.file), having: output.sha256)
        else { return nil }
        return (try? SmallPoster.jpeg(Array(bytes), side: posterSide, quantizer: posterQuantizer)).map { Data($0) }
    }
}
