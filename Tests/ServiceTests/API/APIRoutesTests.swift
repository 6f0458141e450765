internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdTesting
internal import Library
internal import NIOEmbedded
@testable internal import Service
internal import Testing

/// The interface for programs.
struct APIRoutesTests {
    private let service: TestService

    init() throws { service = try TestService() }

    private func json(_ answer: TestResponse) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(buffer: answer.body)) as? [String: Any])
    }

    private func post(
        _ body: String, type: String? = "application/json", _ change: (inout ServiceSettings) -> Void = { _ in }
    ) async throws -> TestResponse {
        try await service.ask("/api/jobs", .post, type.map { [.contentType: $0] } ?? [:], body) { change(&$0) }
    }

    @Test func aJobIsEnteredOnceAndAskedAbout() async throws {
        let body = #"{"input": "https://cdn.example.org/a.mp4?Signature=secret", "priority": 5}"#
        let answer = try await post(body)
        #expect(answer.status == .accepted && answer.headers[.location] == "/api/jobs/1")
        let job = try json(answer)
        #expect(job["id"] as? Int == 1 && job["kind"] as? String == "url" && job["priority"] as? Int == 5)
        #expect(job["input"] as? String == "https://cdn.example.org/a.mp4", "a signed URL is a secret")
        #expect(try json(await post(body))["id"] as? Int == 1)
        #expect(try json(await service.ask("/api/jobs/1"))["state"] as? String == "waiting")
        #expect((try json(await service.ask("/api/jobs"))["jobs"] as? [Any])?.count == 1)
        #expect(try json(await service.ask("/api/jobs/1", .delete))["state"] as? String == "cancelled")
        #expect(try json(await service.ask("/api/jobs/1/retry", .post))["state"] as? String == "waiting")
        #expect(try await service.ask("/api/jobs/1/retry", .post).status == .conflict)
    }

    @Test(arguments: [
        "", "{", "[]", "null", "{}", #"{"input": ""}"#, #"{"input": 5}"#, #"{"input": "owl"}"#, #"{"input": "a.mp4"}"#,
        #"{"input": "ftp://example.org/a"}"#, #"{"input": "https://a b"}"#, #"{"input": "/etc\u0000/passwd"}"#,
        #"{"input": "https://example.org/a", "priority": "5"}"#,
        #"{"input": "https://example.org/a", "priority": 1001}"#,
        #"{"input": "https://example.org/a", "priority": true}"#, #"{"input": "https://example.org/a", "more": 1}"#,
        #"{"input": "https://example.org/a", "priority": 1.5}"#,
    ])
    func whatCannotBeUnderstoodIsRefused(body: String) async throws {
        let answer = try await post(body)
        #expect(try answer.status == .badRequest && json(answer)["error"] is String)
        #expect(try await service.queue.census().counts.isEmpty)
    }

    @Test func onlyJSONOfModestSizeIsRead() async throws {
        let body = #"{"input": "https://example.org/a"}"#
        for type in [nil, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
            #expect(try await post(body, type: type).status == .unsupportedMediaType, "a form of any page can send it")
        }
        #expect(try await post(body + String(repeating: " ", count: 65_536)).status == .contentTooLarge)
        #expect(try await post(body, type: "application/json; charset=utf-8").status == .accepted)
    }

    @Test func filesAreEnteredFromWhereTheyMayBe() async throws {
        let clip = try service.folder.write(Array("x".utf8), to: "clip.mp4")
        let body = #"{"input": "\#(clip)"}"#
        let outside = URL(fileURLWithPath: service.folder.file("elsewhere"))
        #expect(try await post(body) { $0.files = .under([]) }.status == .forbidden)
        #expect(try await post(body) { $0.files = .under([outside]) }.status == .forbidden)
        let inside = URL(fileURLWithPath: clip).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
        let link = outside.appending(path: "link.mp4")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: URL(fileURLWithPath: clip))
        let linked = try await post(#"{"input": "\#(link.path)"}"#) { $0.files = .under([outside]) }
        #expect(linked.status == .forbidden, "a link counts as what it leads to")
        let parent = #"{"input": "\#(outside.path)/../clip.mp4"}"#
        #expect(try await post(parent) { $0.files = .under([outside]) }.status == .forbidden)
        #expect(try await post(#"{"input": "\#(clip).none"}"#).status == .notFound)
        #expect(
            try await post(#"{"input": "/\#u{1F3FB}.mp4"}"#).status == .notFound, "a slash and a mark are one character"
        )
        #expect(try await post(body) { $0.files = .under([inside]) }.status == .accepted)
    }

    @Test func listsComeInParts() async throws {
        try await service.queue.add((1...5).map { JobOrder(.job, "j-\($0)") })
        var (ids, next): ([Int], Int?) = ([], nil)
        repeat {
            let answer = try json(await service.ask("/api/jobs?limit=2" + (next.map { "&before=\($0)" } ?? "")))
            ids += (answer["jobs"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? Int }
            next = answer["next"] as? Int
        } while next != nil
        #expect(ids == [5, 4, 3, 2, 1])
        for query in ["limit=0", "limit=501", "limit=x", "limit=+1", "before=0", "before=-1", "state=lost"] {
            #expect(try await service.ask("/api/jobs?\(query)").status == .badRequest, "\(query)")
        }
        for query in ["limit=0", "offset=-1", "verdict=good"] {
            #expect(try await service.ask("/api/clips?\(query)").status == .badRequest, "\(query)")
        }
    }

    @Test func whatIsNotThereIsSaidToBe() async throws {
        for path in ["/api/jobs/1", "/api/jobs/x", "/api/clips/none", "/api/clips/..", "/api/clips/%2e%2e%2fx", "/api"]
        {
            let answer = try await service.ask(path)
            #expect(try answer.status == .notFound && json(answer)["error"] is String, "\(path)")
        }
        for (path, method) in [("/api/jobs", HTTPRequest.Method.put), ("/api/clips", .delete), ("/metrics", .post)] {
            #expect(try await service.ask(path, method).status == .methodNotAllowed)
        }
        let strange = try #require(HTTPRequest.Method("QUERY"))
        #expect(try await service.ask("/api/jobs", strange).status == .methodNotAllowed)
        let head = try await service.ask("/api/jobs", .head)
        #expect(head.status == .ok && head.body.readableBytes == 0)
    }

    @Test func aFullDiskIsSaid() async throws {
        let answer = try await post(#"{"input": "https://example.org/a"}"#) { $0.diskReserve = .max }
        #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] != nil)
    }

    @Test func whatIsCountedIsShown() async throws {
        try await service.queue.add([JobOrder(.job, "j-1")])
        _ = try await service.ask("/api/jobs/9")
        service.meters.attempt("done", took: .seconds(7))
        let text = String(buffer: try await service.ask("/metrics").body)
        for line in [
            #"dailies_jobs{state="waiting"} 1"#, #"dailies_jobs{state="dead"} 0"#, "dailies_clips 0",
            #"dailies_attempts_total{outcome="done"} 1"#, #"dailies_answers_total{method="GET",status="404"} 1"#,
            #"dailies_attempt_seconds_bucket{le="5"} 0"#, #"dailies_attempt_seconds_bucket{le="15"} 1"#,
            #"dailies_attempt_seconds_bucket{le="+Inf"} 1"#, "dailies_attempt_seconds_sum 7",
            "dailies_disk_free_bytes ",
        ] {
            #expect(text.contains("\n\(line)"), "\(line)")
        }
    }

    @Test func whoOnlyAsksForTheFieldsOfEventsDoesNotListen() async throws {
        let watch = QueueWatch(service.queue)
        for _ in 0..<100 { #expect(watch.answer(over: EmbeddedChannel()).createHeadResponse().status == .ok) }
    }

    @Test func everyPlaceThatIsDescribedIsThere() async throws {
        let document = try json(await service.ask("/openapi.json"))
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: Any])
        for path in paths.keys {
            let place = path.replacing("{id}", with: "1")
            #expect(try await service.ask(place, .options).status == .methodNotAllowed, "\(path) is a place")
        }
    }
}
