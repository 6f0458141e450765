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
        ("", false),
    ])
    func onlyThisMachinesOwnNamesAreItself(authority: String, isLocal: Bool) {
        #expect(AccessGuard<ServiceContext>.isLocal(authority) == isLocal)
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
