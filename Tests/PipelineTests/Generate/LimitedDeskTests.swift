internal import Fetch
internal import Foundation
internal import JSON
internal import Library
@testable internal import Pipeline
internal import Support
internal import Testing

/// Submits under limits, against a provider that charges what it wants.
struct LimitedDeskTests {
    private let folder: TemporaryFolder
    private let provider = PretendProvider()
    private let price = RequestPrice(listed: 290, quoted: 290, tariff: Tariff(name: "kling-3.0 pro sound", seconds: 5))

    init() throws { folder = try TemporaryFolder() }

    /// As another process has it.
    private func ledger() -> JobLedger { JobLedger(library: URL(fileURLWithPath: folder.path)) }

    private func desk(_ maxCredits: Int? = nil, budget: String...) throws -> JobDesk {
        let poll = PollPolicy(interval: .milliseconds(2), limit: .seconds(20))
        let spending = Spending(maxCredits: maxCredits, budget: try Budget(reading: budget), poll: poll)
        return JobDesk(provider, ledger(), spending: spending, stop: StopFlag())
    }

    private func submit(_ desk: JobDesk, _ key: String) async throws {
        _ = try await desk.submit(desk.newTicket(key: key, .object(["prompt": .string(key)]), price))
    }

    @Test(arguments: [290, 145, 12]) func manyAtOnceFromTwoProcessesNeverPassABudget(charged: Int) async throws {
        provider.state.withLock { $0.credits = charged }
        let desks = [try desk(budget: "day=1500"), try desk(budget: "day=1500")]
        let refusals = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<24 {
                group.addTask {
                    do { try await submit(desks[number % 2], "k-\(number)"); return false } catch { return true }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(provider.bills * charged <= 1500 && provider.bills + refusals == 24)
        #expect(provider.bills >= 5, "and it is used")
        #expect(try ledger().allCosts().count == provider.bills, "what was refused is not booked")
    }

    @Test func aPriceAboveTheListCostsOneJobAndNoMore() async throws {
        provider.state.withLock { $0.credits = 870 }
        let desk = try desk(5000)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<8 { group.addTask { try? await submit(desk, "k-\(number)") } }
        }
        #expect(provider.bills == 1)
        let error = await #expect(throws: GenerationError.self) { try await submit(desk, "more") }
        #expect(
            "\(error!)" == "job job-1 was charged 870 credits and quoted 290, which is 580 more: nothing more is sent; "
                + "given again, the command quotes what was charged")
        // The next run is quoted what was charged.
        let charges = RecentCharges(try ledger().allCosts(), at: .now())
        #expect(charges.credits(for: price.tariff!, provider: provider.name, server: provider.server) == 870)
    }

    @Test func aRecordThatCannotBeReadKeepsABudgetFromBeingSpent() async throws {
        try await submit(try desk(), "k-1")
        try Data("{".utf8).write(to: URL(fileURLWithPath: folder.file("jobs/k-2.json")))
        await #expect(throws: LibraryError.self) { try await submit(try desk(budget: "day=9999"), "k-3") }
        #expect(provider.bills == 1)
        try await submit(try desk(), "k-3")
    }

    @Test func aRequestWithoutAPriceIsNotSentUnderABudget() async throws {
        let desk = try desk(budget: "group:winter=5000")
        await #expect(throws: GenerationError.self) {
            _ = try await desk.submit(desk.newTicket(key: "k", .object(["model": .string("veo-3")]), .unknown))
        }
        #expect(try provider.bills == 0 && ledger().allCosts().isEmpty)
    }

    @Test func aRefusedRequestIsReleased() async throws {
        provider.plan(.refused(PretendProvider.Failure(isWithoutEffect: true)))
        let desk = try desk(budget: "day=290")
        await #expect(throws: PretendProvider.Failure.self) { try await submit(desk, "k-1") }
        try await submit(desk, "k-2")
        await #expect(throws: GenerationError.self) { try await submit(desk, "k-3") }
    }

    @Test func aListThatNeverEndsIsLeft() async throws {
        provider.state.withLock { $0.isEndless = true }
        let desk = try desk()
        let delivery = ClipDelivery(
            desk, fetch: FetchJob(library: URL(fileURLWithPath: folder.path), settings: FetchSettings()),
            options: ProcessOptions(library: URL(fileURLWithPath: folder.path), presets: try PresetLibrary()),
            stop: StopFlag(), progress: { _, _ in }, work: { _, _ in throw CancellationError() })
        let recovery = JobRecovery(desk, store: ClipStore(root: URL(fileURLWithPath: folder.path)), delivery: delivery)
        let (outcomes, errors) = try await recovery.run { _ in }
        #expect(outcomes.isEmpty && errors.count == 1 && provider.state.withLock { $0.pages } == 1000)
    }
}
