internal import Foundation
package import Library
package import Logging
package import Pipeline

/// Watches a folder, and has each clip that is dropped there processed in a process of its own once it has stopped growing.
package struct FolderWatch: Sendable {
    /// The folder, without links.
    package var place: String { folder.path }

    private let folder: WatchedFolder
    private let settings: WatchSettings
    private let stop: StopFlag
    private let logger: Logger

    /// How soon something new is noticed.
    private static let notice: Duration = .milliseconds(100)

    /// A folder to watch. Throws ``NoFolder`` for a place that is no folder, and ``UsageError`` for one inside the library,
    /// where everything that is made would come in again.
    package init(_ path: String, _ settings: WatchSettings, stop: StopFlag, logger: Logger) throws {
        let url = URL(fileURLWithPath: path, isDirectory: true)
        var facts = stat()
        guard stat(url.path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { throw NoFolder(path: path) }
        let place = url.resolvingSymlinksInPath().standardizedFileURL.path
        let library = settings.library.resolvingSymlinksInPath().standardizedFileURL.path
        guard place != library, !place.hasPrefix(library + "/") else {
            throw UsageError(
                "\(path) is inside the library \(settings.library.relativePath), whose own files would come in as clips; "
                    + "watch a folder beside it")
        }
        folder = WatchedFolder(path: place, isRecursive: settings.isRecursive, library: library)
        self.settings = settings
        self.stop = stop
        self.logger = logger
    }

    /// Works until `stop` is raised or, where the settings say so, what is there is done. Clips that are being made then are
    /// given up, and leave nothing behind.
    ///
    /// - Parameters:
    ///   - show: is told how far each file is, on any thread, with a number that no other has at the time.
    ///   - tell: is told what became of each file, one after the other.
    package func run(
        show: @escaping @Sendable (Int, String, JobProgressNote?) -> Void, tell: (DroppedClip) -> Void
    ) async {
        // Whoever comes to write to a file while it is looked at is told of with this; see ``FileWriter``.
        signal(SIGIO, SIG_IGN)
        var round = WatchRound(folder, settings, logger: logger)
        await withTaskGroup { group in
            let results = FinishedDrops()
            var lines = Set(0..<settings.slots)
            var halts: [Int: ChildHalt] = [:]
            while !stop.isRaised {
                round.look()
                while let line = lines.min(), let file = round.next() {
                    lines.remove(line)
                    let halt = ChildHalt()
                    halts[line] = halt
                    group.addTask {
                        let attempt = await attempt(file, halt) { show(line, file.path, $0) }
                        show(line, file.path, nil)
                        results.add(FinishedDrops.Drop(line: line, file: file, attempt: attempt))
                    }
                }
                for drop in results.take() {
                    lines.insert(drop.line)
                    halts[drop.line] = nil
                    if let clip = round.end(drop) { tell(clip) }
                }
                if settings.endsWhenDone, lines.count == settings.slots, round.isDone { break }
                try? await Task.sleep(for: Self.notice)
            }
            for halt in halts.values { halt.raise(.stopping) }
            await group.waitForAll()
            // What was done all the same is told, and need not be read again.
            for drop in results.take() { if let clip = round.end(drop) { tell(clip) } }
        }
    }

    private func attempt(
        _ file: SettlingFiles.Settled, _ halt: ChildHalt, _ show: @escaping @Sendable (JobProgressNote) -> Void
    ) async -> JobProcess.Attempt {
        do {
            return try await JobProcess(
                program: settings.program, arguments: settings.arguments, limits: settings.limits
            ).attempt(.file(path: file.path, followsLinks: false), halt, ChildProgress(show))
        } catch {
            return JobProcess.Attempt(
                ending: .failed(JobFailure("\(file.path): its process could not be begun: \(error)", isFinal: false)),
                exitCode: nil, states: [])
        }
    }
}
