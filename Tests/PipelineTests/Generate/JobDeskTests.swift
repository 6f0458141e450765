internal import Foundation
internal import JSON
internal import Library
internal import Pipeline
internal import Support
internal import Synchronization
internal import Testing

struct JobDeskTests {
    private let folder: TemporaryFolder
    private let ledger: JobLedger
    private let provider = PretendProvider()
    private let body = JSONValue.object(["prompt": .string("a fox")])

    init() throws {
        folder = try TemporaryFolder()
        ledger = JobLedger(library: URL(fileURLWithPath: folder.path))
    }

    private func desk(_ stop: StopFlag = StopFlag(), hoursLater: Double = 0) -> JobDesk {
        JobDesk(provider, ledger, stop: stop, now: { Self.hours(hoursLater, by: hoursLater) })
    }

    /// So many hours from now by the wall clock, and by the clock from the machine's start.
    private static func hours(_ wall: Double, by boot: Double) -> SendTime {
        SendTime(
            wall: Date(timeIntervalSinceNow: wall * 3600),
            boot: BootInstant(boot: "this", seconds: 1_000_000 + Int(boot * 3600)))
    }

    private func submit(_ desk: JobDesk) async throws -> JobTicket {
        try await desk.submit(try desk.claim(body, .unknown))
    }

    @Test func theTicketIsOnTheDiskBeforeTheRequestIsSent() async throws {
        let seen = Mutex<[JobTicket]>([])
        provider.state.withLock { state in
            state.onSubmit = { [ledger] in seen.withLock { $0 = (try? ledger.all().tickets) ?? [] } }
        }
        let ticket = try await submit(desk())
        let before = try #require(seen.withLock { $0 }.first)
        #expect(before.key == ticket.key && before.jobId == nil && before.request == body)
        #expect(try ledger.ticket(ticket.key)?.jobId == "job-1")
    }

    @Test func aLostAnswerIsAskedForAgainWithTheSameKey() async throws {
        provider.plan(.takenAndLost)
        await #expect(throws: PretendProvider.Failure.self) { try await submit(desk()) }
        // As if the process had died: another desk, the same folder.
        let ticket = try await submit(desk(hoursLater: 23))
        #expect(ticket.jobId == "job-1" && provider.bills == 1)
        #expect(Set(provider.state.withLock { $0.calls.map(\.key) }).count == 1)
    }

    @Test func anAnsweredRequestMayBeMadeAgain() async throws {
        _ = try await submit(desk())
        #expect(try await submit(desk()).jobId == "job-2")
    }

    @Test(arguments: [24.0, 23.9, 48, -1])
    func aKeyThatMayBeForgottenIsNotRepeated(hours: Double) async throws {
        provider.plan(.takenAndLost)
        await #expect(throws: PretendProvider.Failure.self) { try await submit(desk()) }
        let error = await #expect(throws: GenerationError.self) { try await submit(desk(hoursLater: hours)) }
        #expect("\(error!)".contains("dailies job forget g-"))
        #expect(provider.bills == 1 && provider.state.withLock { $0.calls.count } == 1)
    }

    @Test func aRefusalLeavesNoTicketUnlessSomethingMayHaveBeenBought() async throws {
        let clear = PretendProvider.Failure(isWithoutEffect: true)
        provider.plan(.refused(clear))
        await #expect(throws: clear) { try await submit(desk()) }
        #expect(try ledger.all().tickets.isEmpty)
        // After a lost answer a refusal proves nothing.
        provider.plan(.takenAndLost, .refused(clear))
        await #expect(throws: PretendProvider.Failure.self) { try await submit(desk()) }
        await #expect(throws: clear) { try await submit(desk()) }
        #expect(try ledger.all().tickets.count == 1)
        #expect(try await submit(desk()).jobId == "job-1")
    }

    @Test func aRequestThatAnotherProcessSendsIsLeftToIt() async throws {
        let ticket = desk().newTicket(key: "g-1", body, .unknown)
        try ledger.write(ticket)
        let hold = try ledger.hold(ticket.key)
        await #expect(throws: GenerationError.beingSent(key: ticket.key)) { try await desk().submit(ticket) }
        #expect(try desk().claim(body, .unknown).ticket.key != ticket.key, "and another one is another one")
        withExtendedLifetime(hold) {}
    }

    @Test func ofTwoWhoAskForTheSameOneTakesTheLostTicket() async throws {
        provider.plan(.takenAndLost)
        await #expect(throws: PretendProvider.Failure.self) { try await submit(desk()) }
        // Both have asked before either has sent.
        let (first, second) = (try desk().claim(body, .unknown), try desk().claim(body, .unknown))
        #expect(first.ticket.key != second.ticket.key)
        let jobs = [try await desk().submit(first).jobId, try await desk().submit(second).jobId]
        #expect(Set(jobs).count == 2 && provider.bills == 2, "two clips were wished for")
    }

    @Test(arguments: [(1.0, 30.0), (30.0, 30.0), (-40.0, 30.0)])
    func aClockThatWasSetMakesNoOldKeyYoung(wall: Double, boot: Double) async throws {
        provider.plan(.takenAndLost)
        await #expect(throws: PretendProvider.Failure.self) { try await submit(desk()) }
        let later = JobDesk(provider, ledger, stop: StopFlag(), now: { Self.hours(wall, by: boot) })
        await #expect(throws: GenerationError.self) { try await submit(later) }
        #expect(provider.state.withLock { $0.calls.count } == 1)
    }

    @Test func aClockThatWasSetForwardMakesNoYoungKeyOld() async throws {
        provider.plan(.takenAndLost)
        await #expect(throws: PretendProvider.Failure.self) { try await submit(desk()) }
        let later = JobDesk(provider, ledger, stop: StopFlag(), now: { Self.hours(48, by: 0.1) })
        #expect(try await submit(later).jobId == "job-1" && provider.bills == 1)
    }

    @Test func aTicketForAnotherServerIsNotSentHere() async throws {
        let ticket = JobTicket(
            key: "g-1", provider: "pretend", server: "https://elsewhere.example.com", request: body,
            expectedCredits: nil)
        try ledger.write(ticket)
        await #expect(throws: GenerationError.self) { try await desk().submit(ticket) }
        #expect(provider.bills == 0)
    }

    private let poll = PollPolicy(interval: .milliseconds(2), limit: .seconds(3600))

    @Test func waitingOutlastsTroubleOfTheNetwork() async throws {
        let ticket = try await submit(desk())
        let passing = PretendProvider.Failure(isPassing: true)
        provider.answer(
            .success(.running), .failure(passing), .failure(passing), .success(.running), .success(.completed))
        let troubles = Mutex(0)
        let job = try await desk().wait(for: "job-1", ticket, poll) { _, trouble in
            if trouble != nil { troubles.withLock { $0 += 1 } }
        }
        #expect(job.state == .completed && troubles.withLock { $0 } == 2)
        #expect(try ledger.ticket(ticket.key)?.chargedCredits == 290)
    }

    @Test func aFailedJobGivesTheProvidersReason() async throws {
        let ticket = try await submit(desk())
        provider.answer(.success(.failed))
        await #expect(throws: GenerationError.failed(job: "job-1", reason: "too dark")) {
            try await desk().wait(for: "job-1", ticket, poll) { _, _ in }
        }
        #expect(try ledger.ticket(ticket.key)?.error == "too dark")
    }

    @Test func whatCannotPassEndsTheWait() async throws {
        provider.answer(.failure(PretendProvider.Failure(concernsTheAccount: true)))
        await #expect(throws: PretendProvider.Failure.self) {
            try await desk().wait(for: "job-1", nil, poll) { _, _ in }
        }
        #expect(provider.state.withLock { $0.questions } == 1)
    }

    @Test func theWaitHasAnEndAndSaysHowToGoOn() async throws {
        provider.answer(.success(.running))
        let error = await #expect(throws: GenerationError.self) {
            try await desk().wait(for: "job-1", nil, PollPolicy(interval: .milliseconds(2), limit: .milliseconds(30))) {
                _, _ in
            }
        }
        #expect("\(error!)".hasSuffix("dailies job job-1 --wait --process"))
    }

    @Test func aSignalEndsTheWaitAtOnce() async throws {
        provider.answer(.success(.running))
        let stop = StopFlag()
        // Hours apart: a signal that waited for the next question would never be heard here.
        await #expect(throws: StopFlag.Stopped.self) {
            try await desk(stop).wait(for: "job-1", nil, PollPolicy(interval: .seconds(7200), limit: .seconds(100_000)))
            {
                _, _ in
                stop.raise(signal: 2)
            }
        }
    }
}
