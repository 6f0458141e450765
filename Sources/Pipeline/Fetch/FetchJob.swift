package import Fetch
package import Foundation
internal import Library

/// Brings clips from elsewhere into a library's hallway, `library/.fetch/`, where they wait to be stored: what was
/// interrupted goes on there, and what could not be stored is not fetched twice.
package struct FetchJob: Sendable {
    private let library: URL
    private let fetcher: Fetcher
    private let folders = MadeFolders()
    private var hallway: URL { library.appending(path: ".fetch", directoryHint: .isDirectory) }

    /// For how long the beginning of a file is kept after its last byte came. A signed URL lives for a day, and a job can be
    /// asked for a fresh one for some months; what is dropped costs a second download and nothing else.
    private static let patience: TimeInterval = 30 * 86_400

    /// Fetching for the library in `library`.
    package init(library: URL, settings: FetchSettings) {
        self.library = library
        fetcher = Fetcher(settings)
    }

    /// Fetches a clip. Waits while another process is at the same one. Throws ``PipelineError`` of the step `fetch`, and
    /// `CancellationError`.
    package func run(
        _ clip: RemoteClip, progress: @escaping @Sendable (FetchProgress) -> Void = { _ in }
    ) async throws -> Arrival {
        let folder = folder(of: clip)
        let lock = try await lock(folder, clip, progress)
        sweep()
        do {
            let fetched = try await fetcher.fetch(
                clip.url, to: folder.appending(path: "clip"), as: clip.resource, renewing: clip.renewing,
                progress: progress)
            return Arrival(delivery: Delivery(fetched, of: clip), folder: folder, lock: lock)
        } catch {
            // Where nothing has come, nothing is left behind.
            if !["clip", "clip.partial"].contains(where: { hasBytes(folder.appending(path: $0)) }) {
                Arrival.remove(folder)
                folders.removeEmpty()
            }
            if error is CancellationError { throw error }
            throw PipelineError(step: .fetch, input: clip.url.publicText, cause: error, log: [])
        }
    }

    /// Drops what waits of a clip that the library has: a run that died between storing and discarding left it.
    func discard(_ clip: RemoteClip) {
        let folder = folder(of: clip)
        guard let lock = FolderLock(folder) else { return }
        Arrival.remove(folder)
        withExtendedLifetime(lock) {}
    }

    private func folder(of clip: RemoteClip) -> URL {
        let name = String(SHA256Hex(of: clip.resource).text.prefix(32))
        return hallway.appending(path: name, directoryHint: .isDirectory)
    }

    /// Removes the beginnings of files that nobody came back for. A file that came whole and is not stored yet may be the
    /// only copy of a clip that was paid for: it stays.
    private func sweep() {
        let folders = try? FileManager.default.contentsOfDirectory(
            at: hallway, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        for folder in folders ?? [] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            guard !names.isEmpty, !names.contains("clip") else { continue }
            let ages = names.map { name -> TimeInterval in
                let facts = try? FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)
                return (facts?[.modificationDate] as? Date).map { -$0.timeIntervalSinceNow } ?? 0
            }
            guard ages.allSatisfy({ $0 > Self.patience }), let lock = FolderLock(folder) else { continue }
            try? FileManager.default.removeItem(at: folder)
            withExtendedLifetime(lock) {}
        }
    }

    private func lock(
        _ folder: URL, _ clip: RemoteClip, _ progress: (FetchProgress) -> Void
    ) async throws -> FolderLock {
        while true {
            do { try folders.make(folder) } catch {
                throw PipelineError(step: .fetch, input: clip.url.publicText, cause: error, log: [])
            }
            if let lock = FolderLock(folder) { return lock }
            progress(FetchProgress(bytes: 0, total: nil, pause: "waiting for another process that fetches it"))
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func hasBytes(_ file: URL) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int).map { $0 > 0 } ?? false
    }
}

extension Delivery {
    fileprivate init(_ fetched: FetchedFile, of clip: RemoteClip) {
        self.init(file: fetched.file)
        originalName = clip.url.fileName ?? "clip"
        url = SourceURL(fetched.url)
        fetchedAt = fetched.fetchedAt
        jobID = clip.jobID
        content = SHA256Hex(fetched.sha256).map { ($0, fetched.bytes) }
    }
}
