internal import Foundation
internal import JSON
internal import Library
internal import Support
internal import Testing

struct CostReportTests {
    private let folder: TemporaryFolder
    private let store: ClipStore
    private let ledger: JobLedger
    /// 15 January 2027, noon.
    private static let noon = Date(timeIntervalSince1970: 1_800_014_400)

    init() throws {
        folder = try TemporaryFolder()
        let root = URL(fileURLWithPath: folder.file("library"))
        store = ClipStore(root: root)
        ledger = JobLedger(library: root)
    }

    private func record(
        _ job: String?, charged: Int?, daysAgo: Double = 0, group: String? = nil, ending: JobTicket.Ending? = nil
    ) throws {
        let key = "g-\(job ?? "lost")"
        var ticket = JobTicket(
            key: key, provider: "apiframe", server: "s", request: .object(["model": .string("kling-3.0")]),
            expectedCredits: 129, sentAt: Self.noon.addingTimeInterval(-daysAgo * 86_400))
        (ticket.jobId, ticket.chargedCredits, ticket.group, ticket.ending) = (job, charged, group, ending)
        try ledger.write(ticket)
    }

    /// A stored clip of a job.
    private func clip(
        _ job: String, _ verdict: Sidecar.Verdict, charged: Int?, group: String? = nil, removed: Bool = false,
        part: Int = 0
    ) throws {
        var sidecar = Example.full
        sidecar.id = ClipID(sha256: Example.hash, jobID: "\(job) \(part)")
        sidecar.generation?.jobId = job
        sidecar.generation?.credits = .init(expected: 129, charged: charged)
        (sidecar.verdict, sidecar.group) = (verdict, group)
        sidecar.source = .init(file: "source.mp4", bytes: 1, sha256: Example.hash, fetchedAt: Self.noon)
        let place = store.root.appendingPathComponent("\(removed ? "trash" : "clips")/\(sidecar.id.text)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try SidecarFile.write(sidecar, in: place)
    }

    @Test func sumsAreThoseOfTheJobsEachCountedOnce() throws {
        // Two clips of one job, one of them failed.
        try record("a", charged: 129, group: "winter", ending: .completed)
        try clip("a", .pass, charged: 129, group: "winter")
        try clip("a", .fail, charged: 129, group: "winter", part: 1)
        // Removed, a month before, and from elsewhere without a record.
        try record("b", charged: 258, daysAgo: 20, ending: .completed)
        try clip("b", .warn, charged: 258, removed: true)
        try clip("c", .pass, charged: 100)
        // Not charged yet.
        try record("d", charged: nil)
        try record(nil, charged: nil)
        try record("e", charged: nil, ending: .failed)
        // Gone for good, and forgotten.
        try record("f", charged: 500, ending: .completed)
        try ledger.forget(try #require(try ledger.find("f")))

        let report = try CostReport(of: store)
        #expect(report.unreadable.isEmpty)
        let total = report.total()
        #expect(total.jobs == 4 && total.clips == 4 && total.credits == 987 && total.failedCredits == 129)
        #expect(report.rows(by: .day).map(\.name) == ["2026-12-26", "2027-01-15"])
        #expect(report.rows(by: .month).map(\.credits) == [258, 729])
        #expect(report.rows(by: .model).map { "\($0.name ?? "") \($0.credits)" } == ["kling-3.0 987"])
        #expect(report.rows(by: .group).map(\.name) == [nil, "winter"])
        #expect(
            report.rows(by: .verdict).map { "\($0.name ?? "-") \($0.credits) \($0.failedCredits)" } == [
                "- 500 0", "warn 258 0", "fail 129 129", "pass 100 0",
            ])
        #expect(report.inFlight().jobs == 1 && report.inFlight().credits == 129)
        #expect(report.unanswered().jobs == 1 && report.untold().jobs == 1)
        let since = Self.noon.addingTimeInterval(-86_400)
        #expect(report.total(from: since).credits == 729 && report.total(before: since).credits == 258)
        for key in CostReport.Key.allCases {
            #expect(report.rows(by: key).reduce(0) { $0 + $1.credits } == 987, "\(key)")
        }
    }

    @Test func aSidecarThatClaimsAnyNumberDoesNotOverflow() throws {
        for (number, charged) in [Int.max, Int.min, -1].enumerated() { try clip("j\(number)", .fail, charged: charged) }
        let report = try CostReport(of: store)
        #expect(report.total().credits == 0 && report.untold().jobs + report.unreadable.count == 3)
    }

    @Test func whatCannotBeReadIsNamed() throws {
        try record("a", charged: 129)
        try Data("{".utf8).write(to: store.root.appendingPathComponent("jobs/x.json"))
        let report = try CostReport(of: store)
        #expect(report.total().credits == 129 && report.unreadable.count == 1)
    }

    @Test func aLibraryThatIsNotThereCostsNothing() throws {
        #expect(try CostReport(of: store).total().jobs == 0)
        #expect(!FileManager.default.fileExists(atPath: store.root.path))
    }
}
