internal import Apiframe
internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdTesting
internal import Library
@testable internal import Service
internal import Support
internal import Testing

/// Health and webhooks, which are open to all.
struct ServiceRouterTests {
    private let service: TestService
    private var queue: SQLiteQueue { service.queue }
    private let body = #"{"event":"completed","jobId":"j-1","status":"COMPLETED"}"#

    init() throws { service = try TestService() }

    private func sign(_ body: String) throws -> HTTPFields {
        let key = SymmetricKey(data: SHA256.hash(data: Data("afk_test".utf8)))
        let code = HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: key)
        let digits = code.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return [try #require(HTTPField.Name("X-Webhook-Signature")): "sha256=\(digits)"]
    }

    private func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:], _ body: String? = nil,
        _ change: (inout ServiceSettings) -> Void = { _ in }
    ) async throws -> TestResponse {
        try await service.ask(path, method, fields, body) { settings in
            // Whoever tells of health or a job is asked for nothing else.
            settings.token = try AccessToken("0123456789abcdef", from: "the test")
            settings.signature = WebhookSignature(try APIKey("afk_test", from: "the test"))
            change(&settings)
        }
    }

    @Test func aSignedDeliveryIsAcceptedAndItsJobEntered() async throws {
        let answer = try await ask("/webhooks/apiframe", .post, try sign(body), body)
        #expect(answer.status == .accepted)
        #expect(try await queue.census().counts == [.waiting: 1])
        #expect(try await ask("/webhooks/apiframe", .post, try sign(body), body).status == .accepted, "and a replay")
        #expect(try await queue.census().counts == [.waiting: 1])
    }

    @Test func anythingElseIsRefusedWithoutAHintWhy() async throws {
        var answers: [String] = []
        for fields in [[:], try sign(body + " "), try sign("")] {
            let answer = try await ask("/webhooks/apiframe", .post, fields, body)
            #expect(answer.status == .unauthorized)
            answers.append(String(buffer: answer.body))
        }
        #expect(Set(answers) == ["unauthorized\n"])
        #expect(try await queue.census().counts.isEmpty)
    }

    @Test func aBodyThatIsTooLargeIsNotRead() async throws {
        let large = String(repeating: "x", count: WebhookIntake.largestBody + 1)
        let answer = try await ask("/webhooks/apiframe", .post, try sign(large), large)
        #expect(answer.status == .contentTooLarge)
        let largest = String(large.dropLast())
        #expect(try await ask("/webhooks/apiframe", .post, try sign(largest), largest).status == .accepted)
    }

    @Test func withoutAKeyNobodyIsBelieved() async throws {
        let answer = try await ask("/webhooks/apiframe", .post, try sign(body), body) { $0.signature = nil }
        #expect(answer.status == .serviceUnavailable)
    }

    @Test func healthIsToldAndNothingElse() async throws {
        #expect(try await ask("/healthz").status == .ok)
        #expect(try await ask("/readyz").status == .ok)
        let answer = try await ask("/webhooks/apiframe")
        #expect(answer.status == .methodNotAllowed && answer.headers[.allow] == "POST")
        #expect(try await ask("/webhooks/../healthz/x").status == .unauthorized)
        #expect(try await ask("/api/jobs").status == .unauthorized)
    }

    @Test func noBodyIsReadForWhoDoesNotClaimToHaveSignedIt() async throws {
        // One that is too large would be answered otherwise.
        let large = String(repeating: "x", count: WebhookIntake.largestBody + 1)
        let name = try #require(HTTPField.Name("X-Webhook-Signature"))
        for fields: HTTPFields in [[:], [name: ""], [name: "sha256=00"], [name: String(repeating: "x", count: 64)]] {
            #expect(try await ask("/webhooks/apiframe", .post, fields, large).status == .unauthorized)
        }
        let claimed: HTTPFields = [name: "sha256=" + String(repeating: "0", count: 64)]
        #expect(try await ask("/webhooks/apiframe", .post, claimed, large).status == .contentTooLarge)
        #expect(try await ask("/webhooks/apiframe", .post, claimed, body).status == .unauthorized)
    }

    @Test func itIsNotReadyWhereEveryJobWouldBeRefused() async throws {
        let full = try await ask("/readyz") { $0.diskReserve = .max }
        #expect(full.status == .serviceUnavailable && String(buffer: full.body).contains("the disk is full"))
        try await queue.add([JobOrder(.job, "j-0")])
        let busy = try await ask("/readyz") { $0.mostWaiting = 1 }
        #expect(busy.status == .serviceUnavailable && String(buffer: busy.body).contains("the queue is full"))
        #expect(try await ask("/readyz").status == .ok)
        #expect(try await ask("/healthz") { $0.diskReserve = .max }.status == .ok)
    }

    @Test func whatDoesNotFitIsAskedToComeLater() async throws {
        let fields = try sign(body)
        let full = try await ask("/webhooks/apiframe", .post, fields, body) { $0.diskReserve = .max }
        #expect(full.status == .tooManyRequests && full.headers[.retryAfter] == "30")
        #expect(try await queue.census().counts.isEmpty)
        try await queue.add([JobOrder(.job, "j-0")])
        #expect(
            try await ask("/webhooks/apiframe", .post, fields, body) { $0.mostWaiting = 1 }.status == .tooManyRequests)
        #expect(try await ask("/webhooks/apiframe", .post, fields, body) { $0.mostWaiting = 2 }.status == .accepted)
    }
}
