internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdTesting
internal import Library
@testable internal import Service
internal import Testing

/// Who may use the pages and the interface.
struct AccessGuardTests {
    private let service: TestService
    private static let token = "0123456789abcdef"

    init() throws { service = try TestService() }

    private func field(_ name: String, _ value: String) throws -> HTTPFields {
        [try #require(HTTPField.Name(name)): value]
    }

    @Test func aTokenIsAskedForAndTakenInBothForms() async throws {
        func status(_ authorization: String?, _ path: String = "/api/jobs") async throws -> HTTPResponse.Status {
            try await service.ask(path, .get, authorization.map { [.authorization: $0] } ?? [:]) {
                $0.address = ListenAddress("0.0.0.0:80")!
                $0.token = try AccessToken(Self.token + "\n", from: "the test")
            }.status
        }
        func basic(_ pair: String) -> String { "Basic \(Data(pair.utf8).base64EncodedString())" }
        for path in ["/api/jobs", "/api/clips", "/metrics", "/openapi.json"] {
            #expect(try await status(nil, path) == .unauthorized)
            #expect(try await status("Bearer \(Self.token)", path) == .ok)
        }
        #expect(try await status(basic("anybody:\(Self.token)")) == .ok)
        #expect(try await status(basic(":\(Self.token)")) == .ok)
        for wrong in [
            "Bearer", "Bearer ", "Bearer \(Self.token)x", "Bearer \(Self.token.dropLast())", "Basic \(Self.token)",
            basic(Self.token), basic("\(Self.token):"), "Digest \(Self.token)", Self.token,
        ] {
            #expect(try await status(wrong) == .unauthorized, "\(wrong)")
        }
    }

    @Test func whereOthersCanReachItNobodyComesInWithoutAToken() async throws {
        let answer = try await service.ask("/api/jobs") { $0.address = ListenAddress("0.0.0.0:80")! }
        #expect(answer.status == .forbidden)
        #expect(try await service.ask("/healthz") { $0.address = ListenAddress("0.0.0.0:80")! }.status == .ok)
    }

    @Test(arguments: [
        ("localhost:8080", true), ("127.0.0.1", true), ("[::1]:80", true), ("LOCALHOST", true), ("a.localhost", true),
        ("evil.example", false), ("localhost.evil.example", false), ("127.0.0.1.evil.example:80", false),
        ("[::2]", false),
        ("", false), ("[::1].evil.com", false), ("[::1]evil", false), ("evil.com/.localhost", false),
        ("evil.com#.localhost", false), ("evil.com@x.localhost", false), ("127.0.0.1:evil", false),
        ("localhost:", true), ("localhost:80:80", false), ("localhost:1234567", false), (":80", false),
        ("loc\u{301}alhost", false), ("local host", false), ("[::1", false), ("[localhost]", false),
    ])
    func onlyThisMachinesOwnNamesAreItself(authority: String, isLocal: Bool) {
        #expect(LocalRequest.isThisMachine(authority) == isLocal)
    }

    @Test(arguments: [
        ("Forwarded", "for=203.0.113.9"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Anything", ""), ("X-Real-IP", "203.0.113.9"), ("Via", "1.1 proxy"),
        ("CF-Connecting-IP", "203.0.113.9"),
        ("True-Client-IP", "203.0.113.9"), ("x-client-ip", "203.0.113.9"), ("Fastly-Client-IP", "203.0.113.9"),
        ("X-Envoy-External-Address", "203.0.113.9"), ("Cdn-Loop", "x"), ("Tailscale-User-Login", "x"),
    ])
    func withoutATokenWhatCameThroughAnotherServerIsRefused(name: String, value: String) async throws {
        for (path, method) in [
            ("/", HTTPRequest.Method.get), ("/api/clips", .get), ("/api/jobs", .post), ("/metrics", .get),
        ] {
            let answer = try await service.ask(path, method, try field(name, value))
            #expect(answer.status == .forbidden, "\(path)")
            #expect(String(buffer: answer.body).contains("through another server"))
        }
        #expect(try await service.ask("/healthz", .get, try field(name, value)).status == .ok)
        let withToken = try await service.ask(
            "/api/clips", .get, [.authorization: "Bearer \(Self.token)", try #require(HTTPField.Name(name)): value]
        ) { $0.token = try AccessToken(Self.token, from: "the test") }
        #expect(withToken.status == .ok)
    }

    @Test func anAbsoluteTargetIsJudgedByWhatItNames() async throws {
        #expect(try await service.ask("http://evil.example/api/clips").status == .misdirectedRequest)
        #expect(try await service.ask("http://evil.example:80").status == .misdirectedRequest)
        #expect(try await service.ask("http://localhost:8080/api/clips").status == .ok)
        #expect(try await service.ask("http://localhost@evil.example/api/clips").status == .misdirectedRequest)
    }

    @Test func aRequestThatNamesTwoHostsIsRefused() async throws {
        #expect(try await service.ask("/api/clips", .get, try field("Host", "evil.example")).status == .badRequest)
        #expect(try await service.ask("/webhooks/apiframe", .post, try field("Host", "a")).status == .badRequest)
    }

    @Test func aBrowsersFieldsMustNotContradictEachOther() async throws {
        let job = try #require(try await service.queue.add([JobOrder(.job, "j-1")]).first)
        for site in ["none", "same-origin"] {
            let fields: HTTPFields = [
                try #require(HTTPField.Name("Sec-Fetch-Site")): site, .origin: "http://evil.example",
            ]
            #expect(try await service.ask("/api/jobs/\(job.id)", .delete, fields).status == .forbidden, "\(site)")
        }
        #expect(try await service.queue.job(job.id)?.state == .waiting)
    }

    @Test func anotherSitesPageChangesNothing() async throws {
        let job = try #require(try await service.queue.add([JobOrder(.job, "j-1")]).first)
        for (name, value) in [
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"),
            ("Origin", "null"),
        ] {
            let answer = try await service.ask("/api/jobs/\(job.id)", .delete, try field(name, value))
            #expect(answer.status == .forbidden, "\(name): \(value)")
        }
        #expect(try await service.queue.job(job.id)?.state == .waiting)
        let own = try await service.ask("/api/jobs/\(job.id)", .delete, try field("Sec-Fetch-Site", "same-origin"))
        #expect(own.status == .ok)
        #expect(try await service.queue.job(job.id)?.state == .cancelled)
    }

    @Test func everyAnswerKeepsBrowsersSafe() async throws {
        for path in ["/healthz", "/api/jobs", "/nothing/here"] {
            let fields = try await service.ask(path).headers
            let policy = try #require(HTTPField.Name("Content-Security-Policy"))
            #expect(fields[policy]?.contains("default-src 'none'") == true, "\(path)")
            #expect(fields[try #require(HTTPField.Name("X-Content-Type-Options"))] == "nosniff")
        }
    }

    @Test(arguments: ["", "short", "with space in it, long", "0123456789abcde", String(repeating: "x", count: 513)])
    func aTokenThatCannotBeUsedIsRefused(text: String) {
        #expect(throws: AccessToken.Unusable.self) { try AccessToken(text, from: "the test") }
    }

    @Test func aTokenShowsInNothingThatIsPrinted() throws {
        let token = try AccessToken(Self.token, from: "the test")
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!"\(token) \(dumped)".contains(Self.token))
    }
}
