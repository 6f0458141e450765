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

    @Test func theHoldOfADeadProcessIsSweptAndALivingOneStays() throws {
        let held = try #require(try ledger.hold("g-1"))
        let (living, dead) = (folder.file("library/jobs/g-1.json.lock"), folder.file("library/jobs/g-2.json.lock"))
        try Data().write(to: URL(fileURLWithPath: dead))
        try ledger.sweep()
        let files = FileManager.default
        #expect(files.fileExists(atPath: living) && !files.fileExists(atPath: dead))
        withExtendedLifetime(held) {}
    }

    @Test func whoeverComesWhileATicketIsLetGoIsToldThatItIsHeldAndNothingElse() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { [ledger] in
                    for _ in 0..<50 { if let hold = try ledger.hold("g-1") { withExtendedLifetime(hold) {} } }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func updatesAtOnceLoseNothing() async throws {
        let ticket = ticket("g-1")
        try ledger.write(ticket)
        await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<24 {
                group.addTask { [library = folder.file("library")] in
                    // A ledger of its own, as another process has one.
                    try JobLedger(library: URL(fileURLWithPath: library)).update(ticket) {
                        $0.clips.append("\(number)")
                    }
                }
            }
        }
        #expect(try ledger.ticket("g-1")?.clips.count == 24)
    }

    @Test(arguments: [
        #""chargedCredits" : -5"#, #""chargedCredits" : 9223372036854775807"#, #""quotedCredits" : -1"#,
        #""tariff" : {"name": "a", "seconds": 0}"#, #""tariff" : {"name": "a", "seconds": -9223372036854775808}"#,
    ])
    func aRecordWithANumberThatCannotBeMeantIsNone(member: String) throws {
        try ledger.write(ticket("g-1"))
        let path = folder.file("library/jobs/g-1.json")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing(#""clips""#, with: "\(member),\n  \"clips\"").write(
            toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: LibraryError.self) { try ledger.ticket("g-1") }
        #expect("\(error!)".contains("it is no ticket"))
        #expect(throws: LibraryError.self) { try ledger.allCosts() }
        #expect(try ledger.all().unreadable.count == 1 && ledger.readableCosts().isEmpty)
    }

    @Test func whatIsForgottenStaysInTheSumWithoutItsRequest() throws {
        var ticket = ticket("g-1")
        ticket.group = "winter"
        try ledger.write(ticket)
        try ledger.forget(ticket)
        #expect(try ledger.all().tickets.isEmpty && ledger.ticket("g-1") == nil)
        // The same key again, as the line of a batch has it.
        try ledger.write(ticket)
        try ledger.forget(ticket)
        let costs = try ledger.allCosts()
        #expect(costs.map(\.quoted) == [290, 290] && costs.allSatisfy { $0.isForgotten && $0.group == "winter" })
        let left = try ledger.allForgotten().tickets
        #expect(left.allSatisfy { $0.request == .object([:]) })
    }

    @Test func aCostThatWasReadBeforeIsReadAgainWhenItsRecordChanges() throws {
        try ledger.write(ticket("g-1"))
        #expect(try ledger.allCosts().map(\.charged) == [nil])
        try ledger.update(ticket("g-1")) { $0.chargedCredits = 300 }
        #expect(try ledger.allCosts().map(\.charged) == [300])
        try ledger.remove("g-1")
        #expect(try ledger.allCosts().isEmpty)
    }

    @Test func anUpdateKeepsWhatOthersWrote() throws {
        try ledger.write(ticket("g-1"))
        let stale = try #require(try ledger.ticket("g-1"))
        try ledger.update(stale) { $0.jobId = "7b1e" }
        try ledger.update(stale) { $0.clips = ["00ff"] }
        #expect(try ledger.ticket("g-1")?.jobId == "7b1e")
    }
}
