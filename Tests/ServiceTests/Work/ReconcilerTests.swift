internal import Foundation
internal import JSON
internal import Library
internal import Logging
internal import Pipeline
@testable internal import Service
internal import Support
internal import Synchronization
internal import Testing

struct ReconcilerTests {
    private let folder: TemporaryFolder
    private let queue: SQLiteQueue
    private var library: URL { URL(fileURLWithPath: folder.file("library")) }

    /// Pages of completed jobs, each led to by the number of the next.
    private final class Pages: Provider {
        let name = "pretended"
        let server = "nowhere"
        let keyLife: Duration = .seconds(60)
        let pages: [[ProviderJob]]
        let asked = Mutex<[String?]>([])

        init(_ pages: [[ProviderJob]]) { self.pages = pages }

        func submit(_ body: JSONValue, key: String) async throws -> ProviderJob { throw UsageError("not asked for") }
        func job(_ id: String) async throws -> ProviderJob { throw UsageError("not asked for") }
        func completedJobs(after cursor: String?) async throws -> (jobs: [ProviderJob], next: String?) {
            asked.withLock { $0.append(cursor) }
            let place = cursor.flatMap { Int($0) } ?? 0
            // The last leads back to the first.
            return (pages[place], "\((place + 1) % pages.count)")
        }
    }

    init() throws {
        folder = try TemporaryFolder()
        queue = try SQLiteQueue(library: URL(fileURLWithPath: folder.file("library")))
    }

    private func reconciler(_ provider: Pages) -> Reconciler {
        Reconciler(
            provider, queue, library: library, every: .seconds(300), stop: StopFlag(), logger: Logger(label: "test"))
    }

    private func job(_ id: String, url: String = "https://example.com/a.mp4", isExpired: Bool = false) -> ProviderJob {
        ProviderJob(id: id, state: .completed, word: "COMPLETED", urls: [url], isExpired: isExpired)
    }

    private func names() async throws -> [String] {
        try await queue.jobs(in: [.waiting], limit: 100, before: nil).reversed().map(\.order.input)
    }

    @Test func whatIsMissingIsEnteredOnce() async throws {
        let pages = Pages([
            [job("a"), job("gone", isExpired: true)], [job("song", url: "https://example.com/a.mp3"), job("b")],
            [job("c")],
        ])
        #expect(try await reconciler(pages).reconcile(isThorough: true) == 3)
        #expect(try await names() == ["a", "b", "c"])
        #expect(pages.asked.withLock { $0 } == [nil, "1", "2", "0"], "once around")
        #expect(try await reconciler(pages).reconcile(isThorough: true) == 0)
    }

    @Test func laterLooksEndWherePagesBringNothingNew() async throws {
        _ = try await queue.add([JobOrder(.job, "b"), JobOrder(.job, "c")])
        let pages = Pages([[job("a")], [job("b")], [job("c")], [job("d")]])
        #expect(try await reconciler(pages).reconcile(isThorough: false) == 1)
        #expect(try await names() == ["b", "c", "a"])
        #expect(pages.asked.withLock { $0 } == [nil, "1"])
    }

    @Test func whatIsOnRecordAsStoredIsNotEntered() async throws {
        var ticket = JobTicket(
            key: "k", provider: "pretended", server: "nowhere", request: .object([:]), expectedCredits: nil)
        ticket.jobId = "a"
        ticket.clips = ["00ff00ff00ff00ff"]
        try JobLedger(library: library).write(ticket)
        #expect(try await reconciler(Pages([[job("a")], [job("b")]])).reconcile(isThorough: true) == 1)
        #expect(try await names() == ["b"])
    }

    @Test func aJobThatIsDeadStaysDead() async throws {
        _ = try await queue.add([JobOrder(.job, "a")])
        let worker = try QueueWorker(library: library)
        let lease = try #require(try await queue.take(for: worker))
        try await queue.fail(lease, JobFailure("moderated", isFinal: true))
        #expect(try await reconciler(Pages([[job("a")]])).reconcile(isThorough: true) == 0)
        #expect(try await queue.census().counts == [.dead: 1])
    }
}
