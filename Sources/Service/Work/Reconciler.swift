package import Foundation
package import Library
package import Logging
package import Pipeline

/// Looks for jobs that the provider has completed and that nobody told of, and enters them: a webhook that never came loses
/// nothing.
package struct Reconciler: Sendable {
    private let provider: any Provider
    private let queue: SQLiteQueue
    private let library: URL
    private let interval: Duration
    private let stop: StopFlag
    private let logger: Logger

    /// For how long what was told is kept, in seconds: long enough to see what came when something went wrong.
    private static let memory: TimeInterval = 30 * 86_400

    package init(
        _ provider: any Provider, _ queue: SQLiteQueue, library: URL, every interval: Duration, stop: StopFlag,
        logger: Logger
    ) {
        self.provider = provider
        self.queue = queue
        self.library = library
        self.interval = interval
        self.stop = stop
        self.logger = logger
    }

    /// Looks at all jobs at once and from then on, every interval, at the newest, until stopped.
    func run() async {
        var isThorough = true
        while !stop.isRaised {
            do {
                let count = try await reconcile(isThorough: isThorough)
                isThorough = false
                if count > 0 { logger.info("jobs found that nobody told of", metadata: ["count": "\(count)"]) }
                _ = try await queue.drop(before: Date(timeIntervalSinceNow: -Self.memory))
            } catch is StopFlag.Stopped {
                return
            } catch {
                logger.warning("the provider's jobs cannot be looked at", metadata: ["reason": "\(error)"])
            }
            guard (try? await stop.sleep(for: interval)) != nil else { return }
        }
    }

    /// Enters what is missing, page by page; unless it is thorough, only as far back as pages bring anything new. Gives how
    /// many jobs were entered.
    func reconcile(isThorough: Bool) async throws -> Int {
        let here = try stored()
        var (count, cursor, cursors): (Int, String?, Set<String>) = (0, nil, [])
        repeat {
            let (provider, after) = (provider, cursor)
            let page = try await stop.interrupting { try await provider.completedJobs(after: after) }
            let missing = page.jobs.filter { !here.contains($0.id) && !$0.isExpired && $0.mayHoldClips }
            let before = try await queue.census().total
            // Those that are in the queue already, done or dead, stay as they are.
            try await queue.add(missing.map { JobOrder(.job, $0.id) })
            let new = try await queue.census().total - before
            count += new
            guard isThorough || new > 0 else { break }
            // A list that leads back to where it was would never end.
            cursor = page.next.flatMap { cursors.insert($0).inserted ? $0 : nil }
        } while cursor != nil
        return count
    }

    /// The jobs whose clips are, or were, in the library.
    private func stored() throws -> Set<String> {
        let store = ClipStore(root: library)
        let clips = try Catalogue(of: store).list().compactMap(\.jobId) + store.removedJobs().keys
        let tickets = try JobLedger(library: library).all().tickets.filter { !$0.clips.isEmpty }.compactMap(\.jobId)
        return Set(clips).union(tickets)
    }
}

extension QueueCensus {
    /// How many jobs there are in all.
    fileprivate var total: Int { counts.values.reduce(0, +) }
}
