internal import Foundation
package import JSON

/// Apiframe v2 as a client sees it: submit, job, list, account. Each call is retried where that cannot do harm.
package struct ApiframeClient: Sendable {
    package let address: APIAddress
    private let key: APIKey
    private let transport: any APITransport
    private let policy: RetryPolicy
    private let sleep: @Sendable (Duration) async throws -> Void

    /// A client; `sleep` waits between tries, and throws when the waiting is to end.
    package init(
        _ address: APIAddress, _ key: APIKey, over transport: any APITransport, policy: RetryPolicy = RetryPolicy(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.address = address
        self.key = key
        self.transport = transport
        self.policy = policy
        self.sleep = sleep
    }

    /// How long the API remembers an idempotency key.
    package var keyLife: Duration { .seconds(24 * 3600) }

    /// Submits a body. The same `idempotencyKey` within ``keyLife`` gives the same job, never a second one.
    package func submit(_ body: JSONValue, idempotencyKey: String) async throws -> JobRecord {
        let data: Data
        do { data = try Self.encode(body) } catch {
            throw APIError.unreadable(operation: "submit", reason: "the body is not JSON", requestID: nil)
        }
        let answer = try await call(
            "submit", .post, "/v2/videos/generate", body: data,
            headers: [("Content-Type", "application/json"), ("Idempotency-Key", idempotencyKey)])
        let record = try record(answer, "submit")
        guard record.id != nil else { throw unreadable("submit", "it names no job", answer) }
        return record
    }

    /// The job as it is now.
    package func job(_ id: String) async throws -> JobRecord {
        guard JobRecord.isUsable(id) else {
            throw APIError.unreadable(operation: "job", reason: "'\(id.prefix(40))' is no job id", requestID: nil)
        }
        return try record(await call("job", .get, "/v2/jobs/\(id)"), "job")
    }

    /// A page of jobs, newest first; `cursor` is what the page before gave as its next.
    package func jobs(status: JobStatus? = nil, limit: Int = 100, cursor: String? = nil) async throws -> JobPage {
        var parts = URLComponents()
        parts.queryItems = [URLQueryItem(name: "limit", value: "\(limit)")]
        if let status { parts.queryItems?.append(URLQueryItem(name: "status", value: status.rawValue)) }
        if let cursor { parts.queryItems?.append(URLQueryItem(name: "cursor", value: cursor)) }
        // A plus is left alone by URLComponents, and read as a space by servers.
        let query = (parts.percentEncodedQuery ?? "").replacing("+", with: "%2B")
        let answer = try await call("list", .get, "/v2/jobs?\(query)")
        do throws(RequestError) {
            return try JobPage(JSONValue(parsing: answer.body))
        } catch {
            throw unreadable("list", "\(error)", answer)
        }
    }

    private func record(_ answer: APIAnswer, _ operation: String) throws(APIError) -> JobRecord {
        do throws(RequestError) {
            return try JobRecord(answer: JSONValue(parsing: answer.body))
        } catch {
            throw unreadable(operation, "\(error)", answer)
        }
    }

    private func unreadable(_ operation: String, _ reason: String, _ answer: APIAnswer) -> APIError {
        .unreadable(operation: operation, reason: reason, requestID: answer.headers["x-request-id"])
    }

    /// The text of a body; the same body gives the same text.
    private static func encode(_ body: JSONValue) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(body)
    }

    /// Calls, and calls again where the answer allows it. All calls that there are may be repeated: they read, or
    /// they carry an idempotency key.
    private func call(
        _ operation: String, _ method: APICall.Method, _ path: String, body: Data? = nil,
        headers: [(String, String)] = []
    ) async throws -> APIAnswer {
        let call = APICall(
            method: method, url: address.description + path,
            headers: [("X-API-Key", key.text), ("Accept", "application/json")] + headers, body: body)
        var generator = SystemRandomNumberGenerator()
        var (tries, wasSilent) = (0, false)
        while true {
            tries += 1
            let failure: APIError
            do {
                let answer = try await transport.send(call)
                if (200..<300).contains(answer.status) { return answer }
                var refusal = APIRefusal(answer, of: operation)
                refusal.followsSilence = wasSilent
                if answer.status >= 500 { wasSilent = true }
                failure = .refused(refusal)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                wasSilent = true
                failure = .silent(operation: operation, reason: "\(error)", tries: tries)
            }
            var asked: Duration?
            if case .refused(let refusal) = failure { asked = refusal.retryAfter }
            guard failure.isPassing, let delay = policy.delay(after: tries, asked: asked, using: &generator) else {
                throw failure
            }
            try await sleep(delay)
        }
    }
}
