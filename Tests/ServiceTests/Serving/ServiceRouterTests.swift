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

struct ServiceRouterTests {
    private let folder: TemporaryFolder
    private let queue: SQLiteQueue
    private let body = #"{"event":"completed","jobId":"j-1","status":"COMPLETED"}"#

    init() throws {
        folder = try TemporaryFolder()
        queue = try SQLiteQueue(library: URL(fileURLWithPath: folder.file("library")))
    }

    private func sign(_ body: String) throws -> HTTPFields {
        let key = SymmetricKey(data: SHA256.hash(data: Data("afk_test".utf8)))
        let code = HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: key)
        let digits = code.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return [try #require(HTTPField.Name("X-Webhook-Signature")): "sha256=\(digits)"]
    }

    /// Asks the router, without a socket.
    private func ask(
        _ path: String, _ method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:], _ body: String? = nil,
        key: String? = "afk_test"
    ) async throws -> TestResponse {
        let intake = try key.map { WebhookIntake(try APIKey($0, from: "the test"), queue) }
        let application = Application(router: ServiceRouter(queue: queue, intake: intake).router())
        return try await application.test(.router) { client in
            try await client.execute(
                uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
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
        #expect(
            try await ask("/webhooks/apiframe", .post, try sign(body), body, key: nil).status == .serviceUnavailable)
    }

    @Test func healthIsToldAndNothingElse() async throws {
        #expect(try await ask("/healthz").status == .ok)
        #expect(try await ask("/readyz").status == .ok)
        #expect(try await ask("/webhooks/apiframe").status == .notFound)
        #expect(try await ask("/webhooks/../healthz/x").status == .notFound)
        #expect(try await ask("/").status == .notFound)
    }
}
