internal import Foundation
internal import Library
internal import Support
internal import Testing

struct NoticeTests {
    private let folder: TemporaryFolder
    private let queue: SQLiteQueue

    init() throws {
        folder = try TemporaryFolder()
        queue = try SQLiteQueue(library: URL(fileURLWithPath: folder.file("library")))
    }

    private func notice(_ job: String?, _ report: Notice.Report, body: String? = nil) -> Notice {
        Notice(body: Data((body ?? "\(job ?? "-") \(report)").utf8), event: "x", jobID: job, report: report)
    }

    private func states() async throws -> [String: QueuedJob.State] {
        let jobs = try await queue.jobs(in: Set(QueuedJob.State.allCases), limit: 100, before: nil)
        return Dictionary(uniqueKeysWithValues: jobs.map { ($0.order.input, $0.state) })
    }

    @Test func aCompletedJobIsEnteredOnceHoweverOftenItIsTold() async throws {
        #expect(try await queue.accept([notice("a", .completed)]) == [true])
        #expect(try await queue.accept([notice("a", .completed), notice("b", .completed)]) == [false, true])
        #expect(try await queue.accept([notice("a", .completed, body: "other words")]) == [true])
        #expect(try await states() == ["a": .waiting, "b": .waiting])
        let worker = try QueueWorker(library: URL(fileURLWithPath: folder.file("library")))
        let lease = try #require(try await queue.take(for: worker))
        try await queue.finish(lease, clips: ["00ff"])
        #expect(try await queue.accept([notice("a", .completed, body: "replayed with a change")]) == [true])
        #expect(try await states() == ["a": .done, "b": .waiting])
    }

    @Test func whatIsOverStaysOverInWhateverOrderItIsTold() async throws {
        _ = try await queue.accept([notice("a", .progress(40))])
        #expect(try await queue.standing(of: "a")?.report == .progress(40))
        _ = try await queue.accept([notice("a", .progress(20))])
        #expect(try await queue.standing(of: "a")?.report == .progress(40), "a late one")
        _ = try await queue.accept([notice("a", .progress(60)), notice("a", .failed(reason: "no"))])
        _ = try await queue.accept([notice("a", .progress(80)), notice("a", .progress(nil))])
        #expect(try await queue.standing(of: "a")?.report == .failed(reason: "no"))
        _ = try await queue.accept([notice("a", .completed)])
        #expect(try await queue.standing(of: "a")?.report == .completed)
        #expect(try await queue.standing(of: "b") == nil)
    }

    @Test func whatIsNotKnownIsKeptAndEntersNothing() async throws {
        #expect(try await queue.accept([notice(nil, .unknown), notice("c", .unknown)]) == [true, true])
        #expect(try await queue.accept([notice(nil, .unknown)]) == [false])
        #expect(try await states().isEmpty)
        #expect(try await queue.standing(of: "c") == nil)
    }

    @Test func oldNoticesAreDroppedAndTheirJobsStay() async throws {
        _ = try await queue.accept([notice("a", .completed), notice("b", .failed(reason: nil))])
        #expect(try await queue.drop(before: Date(timeIntervalSinceNow: -3600)) == 0)
        #expect(try await queue.drop(before: Date(timeIntervalSinceNow: 3600)) == 2)
        #expect(try await states() == ["a": .waiting])
        #expect(try await queue.standing(of: "b")?.report == .failed(reason: nil))
    }
}
