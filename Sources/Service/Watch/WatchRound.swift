internal import Foundation
internal import Library
internal import Logging

/// What is known of the files of a watched folder: which have settled, which are being done, which are to be tried again.
struct WatchRound: ~Copyable {
    /// A file that could not be done for a reason that may pass.
    private struct Retry {
        let mark: FileMark
        let at: ContinuousClock.Instant
        let pause: Duration
        let reason: String
    }

    private let folder: WatchedFolder
    private let settings: WatchSettings
    private let logger: Logger
    private var events: FolderEvents?
    private var settling: SettlingFiles
    private var waiting: ArraySlice<SettlingFiles.Settled> = []
    private var waitingMarks: [String: FileMark] = [:]
    private var running: Set<String> = []
    private var retries: [String: Retry] = [:]
    private var ledger: WatchLedger
    private var scanAt = ContinuousClock.now
    private var hasScanned = false
    private var isGone = false

    private static let shortestPause: Duration = .seconds(30)
    private static let longestPause: Duration = .seconds(900)

    init(_ folder: WatchedFolder, _ settings: WatchSettings, logger: Logger) {
        self.folder = folder
        self.settings = settings
        self.logger = logger
        settling = SettlingFiles(patience: settings.patience)
        ledger = WatchLedger(library: settings.library)
        events = settings.endsWhenDone ? nil : FolderEvents()
        if events == nil, !settings.endsWhenDone { tellOfNoEvents() }
    }

    /// Whether nothing that was there is left to be done.
    var isDone: Bool { hasScanned && settling.isEmpty && waiting.isEmpty && running.isEmpty }

    /// Looks what is new.
    mutating func look() {
        let now = ContinuousClock.now
        if let changes = events?.changes() {
            if changes.isToBeScanned { scanAt = now }
            for path in changes.files { if let mark = folder.mark(of: path) { see(path, mark, at: now) } }
        }
        if now >= scanAt, !(settings.endsWhenDone && hasScanned) { scan(at: now) }
        let (settled, growing) = settling.take(
            at: now, mark: folder.mark, isWriting: { FileWriter.isWriting($0) == true })
        waiting += settled
        for file in settled { waitingMarks[file.path] = file.mark }
        guard settings.endsWhenDone else { return }
        for path in growing {
            logger.warning("it is still being written; it is left for the next time", metadata: ["file": "\(path)"])
            settling.forget(path)
        }
    }

    /// The next file to be done; one that went or changed while it waited is not.
    mutating func next() -> SettlingFiles.Settled? {
        while let file = waiting.popFirst() {
            if waitingMarks[file.path] == file.mark { waitingMarks[file.path] = nil }
            guard let mark = folder.mark(of: file.path) else { continue }
            guard mark == file.mark else {
                settling.see(file.path, mark, at: .now)
                continue
            }
            running.insert(file.path)
            return file
        }
        return nil
    }

    /// Takes what became of a file, and gives what is to be told of it.
    mutating func end(_ drop: FinishedDrops.Drop) -> DroppedClip? {
        let path = drop.file.path
        running.remove(path)
        let mark = folder.mark(of: path)
        // What is there now is another version, and has its own turn.
        if let mark, mark != drop.file.mark { settling.see(path, mark, at: .now) }
        switch drop.attempt.ending {
        case .done(let clips):
            retries[path] = nil
            remember(drop.file, clips.first)
            let state = drop.attempt.states.first ?? "processed"
            return clips.first.map { DroppedClip(path: path, outcome: .done(id: $0, state: state)) }
        case .failed(let failure):
            // It was removed or changed while it was read, which is no fault of it.
            guard let mark, mark == drop.file.mark else { return nil }
            let before = retries.removeValue(forKey: path)
            if failure.isFinal {
                remember(drop.file, nil)
            } else {
                let pause = before.map { min($0.pause * 2, Self.longestPause) } ?? Self.shortestPause
                retries[path] = Retry(mark: mark, at: .now + pause, pause: pause, reason: failure.message)
                if before?.mark == mark, before?.reason == failure.message { return nil }
            }
            return DroppedClip(
                path: path,
                outcome: .failed(
                    reason: failure.message, log: failure.log, exitCode: drop.attempt.exitCode ?? 70,
                    mayPass: !failure.isFinal))
        case .halted: return nil
        }
    }

    private mutating func see(_ path: String, _ mark: FileMark, at now: ContinuousClock.Instant) {
        guard !running.contains(path), waitingMarks[path] != mark, !ledger.knows(mark, asked: settings.asked)
        else { return }
        if let retry = retries[path], retry.mark == mark, retry.at > now { return }
        let seconds = settings.patience / .seconds(1)
        let isOld = Date().timeIntervalSince(mark.modified) > max(60, 10 * seconds)
        settling.see(path, mark, isOld: isOld, at: now)
    }

    private mutating func scan(at now: ContinuousClock.Instant) {
        scanAt = now + settings.interval
        guard let contents = folder.contents() else {
            if !isGone { logger.error("the folder is gone; it is waited for", metadata: ["folder": "\(folder.path)"]) }
            isGone = true
            hasScanned = true
            return
        }
        isGone = false
        for place in contents.folders where events?.watch(place) == false {
            events = nil
            tellOfNoEvents()
        }
        if !hasScanned { forget(except: Set(contents.files.values.map(\.text))) }
        hasScanned = true
        for (path, mark) in contents.files { see(path, mark, at: now) }
    }

    private func tellOfNoEvents() {
        logger.warning(
            "the system has no more watches to give (fs.inotify.max_user_watches); the folder is only looked at in turns",
            metadata: ["seconds": "\(settings.interval / .seconds(1))"])
    }

    private mutating func remember(_ file: SettlingFiles.Settled, _ clip: String?) {
        do {
            try ledger.add(
                WatchLedger.Entry(path: file.path, mark: file.mark.text, asked: settings.asked, clip: clip))
        } catch {
            logger.warning("after a restart the file will be read again", metadata: ["reason": "\(error)"])
        }
    }

    private mutating func forget(except there: Set<String>) {
        do { try ledger.forget(below: folder.path, except: there) } catch {
            logger.warning("the list of files is not shortened", metadata: ["reason": "\(error)"])
        }
    }
}
