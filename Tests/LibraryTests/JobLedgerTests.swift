internal import Foundation
internal import JSON
internal import Library
internal import Support
internal import Testing

struct JobLedgerTests {
    private let folder: TemporaryFolder
    private let ledger: JobLedger

    init() throws {
        folder = try TemporaryFolder()
        ledger = JobLedger(library: URL(fileURLWithPath: folder.file("library")))
    }

    private func ticket(_ key: String, sentAt seconds: Double = 1_800_000_000) -> JobTicket {
        JobTicket(
            key: key, provider: "apiframe", server: "https://api.example.com",
            request: .object(["prompt": .string("a\u{2028}b"), "n": .integer(1)]), expectedCredits: 290,
            sentAt: Date(timeIntervalSince1970: seconds))
    }

    private func names(_ path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.file("library/\(path)"))) ?? []).sorted()
    }

    @Test func aTicketSurvivesTheDisk() throws {
        var ticket = ticket("g-1")
        try ledger.write(ticket)
        #expect(try ledger.ticket("g-1") == ticket)
        ticket.jobId = "7b1e"
        ticket.clips = ["00ff"]
        try ledger.write(ticket)
        #expect(try ledger.find("7b1e") == ticket && ledger.find("g-1") == ticket && ledger.find("x") == nil)
        #expect(names("jobs") == ["g-1.json"] && names(".work") == [], "nothing is left beside it")
    }

    @Test func onlyTheOwnerMayReadATicket() throws {
        // Requests hold signed URLs.
        try ledger.write(ticket("g-1"))
        let facts = try FileManager.default.attributesOfItem(atPath: folder.file("library/jobs/g-1.json"))
        #expect(facts[.posixPermissions] as? Int == 0o600)
    }

    @Test func ticketsComeOldestFirstAndADamagedOneHidesNoOther() throws {
        try ledger.write(ticket("b", sentAt: 2_000_000_000))
        try ledger.write(ticket("a", sentAt: 1_900_000_000))
        try Data("{".utf8).write(to: URL(fileURLWithPath: folder.file("library/jobs/c.json")))
        let (tickets, unreadable) = try ledger.all()
        #expect(tickets.map(\.key) == ["a", "b"])
        #expect(unreadable.count == 1 && "\(unreadable[0])".contains("c.json"))
    }

    @Test func aLedgerThatWasNeverWrittenIsEmpty() throws {
        #expect(try ledger.all().tickets.isEmpty && ledger.ticket("g-1") == nil)
        #expect(names("") == [], "looking makes no folder")
    }

    @Test(arguments: ["", "..", "a/b", "a.b", "ü", String(repeating: "a", count: 129)])
    func aKeyThatLeadsElsewhereIsRefused(key: String) {
        #expect(throws: LibraryError.self) { try ledger.write(ticket(key)) }
        #expect(throws: LibraryError.self) { try ledger.ticket(key) }
    }

    @Test func oneHoldsATicketAtATime() throws {
        var hold = try ledger.hold("g-1")
        #expect(hold != nil)
        #expect(try ledger.hold("g-1") == nil && ledger.hold("g-2") != nil)
        hold = nil
        #expect(try ledger.hold("g-1") != nil)
        // A dead process leaves the file without the lock.
        try Data().write(to: URL(fileURLWithPath: folder.file("library/jobs/g-3.json.lock")))
        #expect(try ledger.hold("g-3") != nil)
    }

    @Test func anUpdateKeepsWhatOthersWrote() throws {
        try ledger.write(ticket("g-1"))
        let stale = try #require(try ledger.ticket("g-1"))
        try ledger.update(stale) { $0.jobId = "7b1e" }
        try ledger.update(stale) { $0.clips = ["00ff"] }
        #expect(try ledger.ticket("g-1")?.jobId == "7b1e")
    }
}
