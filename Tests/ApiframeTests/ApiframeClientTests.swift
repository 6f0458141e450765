internal import Apiframe
internal import Foundation
internal import JSON
internal import Synchronization
internal import Testing

struct ApiframeClientTests {
    private static let taken = APIAnswer.json(202, #"{"jobId": "7b1e", "status": "QUEUED", "new": 1}"#)
    private static let trouble = APIAnswer.json(503, #"{"error": "busy"}"#)

    /// The waits that a client asked for.
    private final class Waits: Sendable {
        private let list = Mutex<[Duration]>([])
        var all: [Duration] { list.withLock { $0 } }
        func add(_ wait: Duration) { list.withLock { $0.append(wait) } }
    }

    private func client(
        _ transport: ScriptedTransport, _ waits: Waits = Waits(), tries: Int = 6
    ) throws -> ApiframeClient {
        var policy = RetryPolicy()
        policy.tries = tries
        return ApiframeClient(
            try APIAddress("https://api.example.com/"), try APIKey("afk_secret", from: "test"), over: transport,
            policy: policy, sleep: { waits.add($0) })
    }

    private func failure(_ answers: APIAnswer?..., tries: Int = 3) async throws -> APIError {
        let client = try client(ScriptedTransport(answers), tries: tries)
        return try #require(
            await #expect(throws: APIError.self) { try await client.submit(.object([:]), idempotencyKey: "k") })
    }

    @Test func aSubmitCarriesKeyBodyAndIdempotencyKey() async throws {
        let transport = ScriptedTransport([Self.taken])
        let job = try await client(transport).submit(
            .object(["b": .integer(1), "a": .string("x/y")]), idempotencyKey: "k-1")
        #expect(job.id == "7b1e" && job.status == .queued)
        let call = try #require(transport.calls.first)
        #expect(call.method == .post && call.url == "https://api.example.com/v2/videos/generate")
        let headers = Dictionary(uniqueKeysWithValues: call.headers.map { ($0.name, $0.value) })
        #expect(headers["X-API-Key"] == "afk_secret" && headers["Idempotency-Key"] == "k-1")
        #expect(call.body.map { String(decoding: $0, as: UTF8.self) } == #"{"a":"x/y","b":1}"#)
    }

    @Test func silenceAndTroubleAreTriedAgainWithTheSameKeyAndBody() async throws {
        let (transport, waits) = (ScriptedTransport([nil, Self.trouble, Self.taken]), Waits())
        _ = try await client(transport, waits).submit(.object([:]), idempotencyKey: "k-1")
        #expect(transport.calls.count == 3 && waits.all.count == 2)
        #expect(Set(transport.calls.map { $0.headers.first { $0.name == "Idempotency-Key" }?.value }) == ["k-1"])
        #expect(Set(transport.calls.map(\.body)).count == 1)
        #expect(waits.all[0] <= .seconds(1) && waits.all[1] <= .seconds(2), "full jitter below a bound that doubles")
    }

    @Test func whatTheServerAsksToWaitIsWaited() async throws {
        let waits = Waits()
        let transport = ScriptedTransport([.json(429, "{}", ["retry-after": "7"]), Self.taken])
        _ = try await client(transport, waits).submit(.object([:]), idempotencyKey: "k")
        #expect(waits.all.count == 1 && waits.all[0] >= .seconds(7) && waits.all[0] <= .seconds(8))
        // One that asks for an hour is not waited for.
        let error = try await failure(.json(429, #"{"error": "slow down"}"#, ["retry-after": "3600"]))
        #expect("\(error)" == "submit: the API answered 429: slow down")
    }

    @Test func aServerMayNameTheTimeToComeBack() async throws {
        let format = DateFormatter()
        (format.locale, format.timeZone) = (Locale(identifier: "en_US_POSIX"), TimeZone(secondsFromGMT: 0))
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        // Two minutes ahead, and one that is past.
        let soon = format.string(from: Date(timeIntervalSinceNow: 120))
        let waits = Waits()
        let transport = ScriptedTransport([
            .json(503, "{}", ["retry-after": soon]), .json(503, "{}", ["retry-after": "Fri, 31 Dec 1999 23:59:59 GMT"]),
            Self.taken,
        ])
        _ = try await client(transport, waits).submit(.object([:]), idempotencyKey: "k")
        #expect(waits.all.count == 2 && waits.all[0] > .seconds(60) && waits.all[0] <= .seconds(121))
        #expect(waits.all[1] <= .seconds(2))
    }

    @Test(arguments: [400, 401, 402, 403, 404, 409, 501])
    func whatCannotChangeIsNotTriedAgain(status: Int) async throws {
        let transport = ScriptedTransport([.json(status, "{}")])
        let client = try client(transport)
        await #expect(throws: APIError.self) { try await client.submit(.object([:]), idempotencyKey: "k") }
        #expect(transport.calls.count == 1)
    }

    @Test func aRefusalSaysEverythingThatTheAPISaid() async throws {
        let missing = try await failure(
            .json(
                402, #"{"error": "Insufficient credits", "creditsRequired": 290, "creditsAvailable": 12}"#,
                ["x-request-id": "r-9"]))
        #expect(
            "\(missing)"
                == "submit: the API answered 402: Insufficient credits: 290 needed, 12 there, 278 missing (request r-9)"
        )
        let wrong = try await failure(
            .json(400, #"{"error": "Bad request", "details": {"klingParams.mode": ["is not known"], "x": ["a", "b"]}}"#)
        )
        #expect("\(wrong)" == "submit: the API answered 400: Bad request; klingParams.mode: is not known; x: a, b")
        #expect("\(try await failure(.json(401, "<html>")))".contains("APIFRAME_API_KEY"))
        #expect(
            "\(try await failure(.json(500, "not JSON")))" == "submit: the API answered 500: the server is in trouble")
        #expect("\(try await failure(nil))" == "submit: no answer from the API: Connection refused (tried 3 times)")
    }

    @Test func onlyARefusalOfTheFirstTryProvesThatNothingWasBought() async throws {
        #expect(try await failure(.json(400, "{}")).isWithoutEffect)
        #expect(try await failure(.json(402, "{}")).isWithoutEffect)
        #expect(try await failure(.json(429, "{}")).isWithoutEffect)
        #expect(try await failure(nil, .json(402, "{}")).isWithoutEffect == false, "the first may have arrived")
        #expect(try await failure(Self.trouble, .json(401, "{}")).isWithoutEffect == false)
        #expect(try await failure(.json(409, "{}")).isWithoutEffect == false, "there is a job of that key")
        #expect(try await failure(nil).isWithoutEffect == false)
        #expect(try await failure(Self.trouble).isWithoutEffect == false)
        #expect(try await failure(.json(202, "not JSON")).isWithoutEffect == false)
    }

    @Test(arguments: ["not JSON", "[]", "{}", #"{"jobId": "../me"}"#, #"{"jobId": 7}"#])
    func aSuccessWithoutAUsableJobIsAnError(body: String) async throws {
        let error = try await failure(.json(202, body))
        #expect("\(error)".hasPrefix("submit: the API's answer cannot be used: "))
    }

    @Test func theListIsAskedPageByPage() async throws {
        let transport = ScriptedTransport([
            .json(
                200,
                #"{"jobs": [{"id": "a", "status": "COMPLETED"}, {"id": 5}], "nextCursor": "c+/=", "hasMore": true}"#),
            .json(200, #"{"jobs": [{"id": "b"}], "nextCursor": "x", "hasMore": false}"#),
        ])
        let client = try client(transport)
        let first = try await client.jobs(status: .completed)
        #expect(first.jobs.map(\.id) == ["a"], "one that cannot be read does not hide the others")
        #expect(try await client.jobs(status: .completed, cursor: first.nextCursor).nextCursor == nil)
        #expect(
            transport.calls.map(\.url) == [
                "https://api.example.com/v2/jobs?limit=100&status=COMPLETED",
                "https://api.example.com/v2/jobs?limit=100&status=COMPLETED&cursor=c%2B/%3D",
            ])
    }

    @Test func anIdThatLeadsElsewhereIsNotAskedFor() async throws {
        let transport = ScriptedTransport([Self.taken])
        let client = try client(transport)
        await #expect(throws: APIError.self) { try await client.job("../me") }
        #expect(transport.calls.isEmpty)
    }

    @Test func theKeyShowsInNothing() throws {
        let key = try APIKey(" afk_secret\n", from: "test")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key)\(String(reflecting: key))\(dumped)\(String(describing: [key]))".contains("secret"))
    }

    @Test(arguments: ["", " \n", "two words", "afk\r\nX-Other: 1", "schlüssel"])
    func whatIsNoKeyIsRefusedWithoutBeingShown(text: String) {
        let error = #expect(throws: APISetupError.self) { try APIKey(text, from: "APIFRAME_API_KEY") }
        #expect(error.map { text.isEmpty || !"\($0)".contains("words") } == true)
    }

    @Test func theKeyComesFromAFileOrTheEnvironment() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data("afk_file\n".utf8).write(to: URL(fileURLWithPath: file))
        #expect(chmod(file, 0o600) == 0)
        _ = try APIKey(file: file, environment: [:])
        _ = try APIKey(file: nil, environment: ["APIFRAME_API_KEY": "afk_x"])
        _ = try APIKey(file: nil, environment: ["APIFRAME_API_KEY": "", "APIFRAME_API_KEY_FILE": file])
        #expect(throws: APISetupError.noKey) { try APIKey(file: nil, environment: [:]) }
        #expect(throws: APISetupError.self) { try APIKey(file: file + "x", environment: ["APIFRAME_API_KEY": "afk_x"]) }
    }

    @Test(arguments: [
        "https://api.apiframe.ai", "http://127.0.0.1:8080", "http://127.9.9.9", "http://localhost:1/api/",
        "http://[::1]:5",
    ])
    func theKeyGoesToTheseAddresses(address: String) throws { _ = try APIAddress(address) }

    @Test(arguments: [
        "http://api.apiframe.ai", "http://127.0.0.1.example.com", "http://127.1", "http://10.0.0.1", "ftp://x",
        "api.apiframe.ai",
        "https://user:secret@x", "https://x?key=secret", "",
        "https://x?\u{301}key=secret", "htp://user:secret@\u{301}x",
    ])
    func andNotToThese(address: String) {
        let error = #expect(throws: APISetupError.self) { try APIAddress(address) }
        #expect(error.map { !"\($0)".contains("secret") } == true)
    }

    @Test func plainHTTPMayBeAllowed() throws {
        #expect(try APIAddress("http://10.0.0.1/", allowsPlainHTTP: true).description == "http://10.0.0.1")
    }
}
