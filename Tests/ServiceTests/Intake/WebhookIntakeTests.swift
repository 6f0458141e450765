internal import Apiframe
internal import Crypto
internal import Foundation
internal import Library
@testable internal import Service
internal import Support
internal import Synchronization
internal import Testing

struct WebhookIntakeTests {
    private let folder: TemporaryFolder
    private let queue: SQLiteQueue
    private let intake: WebhookIntake

    init() throws {
        folder = try TemporaryFolder()
        queue = try SQLiteQueue(library: URL(fileURLWithPath: folder.file("library")))
        intake = WebhookIntake(WebhookSignature(try APIKey("afk_test", from: "the test")), .askProvider, queue, nil)
    }

    private func sign(_ body: Data) -> String {
        let key = SymmetricKey(data: SHA256.hash(data: Data("afk_test".utf8)))
        return "sha256="
            + HMAC<SHA256>.authenticationCode(for: body, using: key).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined()
    }

    private func take(_ text: String) async -> WebhookIntake.Outcome {
        await intake.take(Data(text.utf8), signature: sign(Data(text.utf8)))
    }

    private func completed(_ job: String) -> String {
        #"{"event":"completed","jobId":"\#(job)","status":"COMPLETED","result":{"videoUrl":"http://169.254.169.254/x"}}"#
    }

    @Test func aSignedNoticeIsKeptAndItsJobEntered() async throws {
        #expect(await take(completed("j-1")) == .accepted)
        #expect(await take(completed("j-1")) == .accepted, "a replay is harmless")
        let jobs = try await queue.jobs(in: [.waiting], limit: 10, before: nil)
        #expect(jobs.map(\.order) == [JobOrder(.job, "j-1")], "a body chooses no URL")
        #expect(await take(#"{"event":"failed","jobId":"j-2","error":"moderated"}"#) == .accepted)
        #expect(try await queue.standing(of: "j-2")?.report == .failed(reason: "moderated"))
        #expect(await take(#"{"event":"progress","jobId":"j-3","progress":40}"#) == .accepted)
        #expect(try await queue.standing(of: "j-3")?.report == .progress(40))
    }

    @Test func whatIsNotSignedLeavesNoTrace() async throws {
        let body = Data(completed("j-1").utf8)
        let forged = Data(completed("j-2").utf8)
        for header in [nil, "", "sha256=00", sign(forged)] {
            #expect(await intake.take(body, signature: header) == .unauthorized)
        }
        #expect(try await queue.census().counts.isEmpty)
        #expect(try await queue.drop(before: .distantFuture) == 0)
    }

    @Test func signedNonsenseIsKeptAndEntersNothing() async throws {
        for text in ["", "x", "[]", #"{"event":"completed"}"#, #"{"event":"completed","jobId":"../x"}"#] {
            #expect(await take(text) == .accepted)
        }
        #expect(try await queue.census().counts.isEmpty)
        #expect(try await queue.drop(before: .distantFuture) == 5)
    }

    @Test func whereNobodyCanBeAskedClipsComeFromSomeHostsAlone() async throws {
        // The SHA-256 of "afk_test", which is all that such a machine knows.
        let digest = SHA256.hash(data: Data("afk_test".utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            .joined()
        let signature = try #require(WebhookSignature(keyDigest: digest + "\n"))
        #expect(WebhookSignature(keyDigest: String(digest.dropLast())) == nil)
        let intake = WebhookIntake(signature, .hosts(["cdn.example.org", "*.clips.example"]), queue, nil)
        let urls = [
            "https://cdn.example.org/a.mp4?Signature=s", "https://CDN.example.org/b.mp4",
            "https://x.clips.example/c.mp4",
            "https://evil.example/d.mp4", "https://clips.example/e.mp4", "https://xclips.example/f.mp4",
            "https://cdn.example.org@evil.example/g.mp4", "https://cdn.example.org.evil.example/h.mp4",
            "https://evil.example\\\\@cdn.example.org/i.mp4", "file:///etc/passwd", "https://169.254.169.254/",
        ]
        for (number, url) in urls.enumerated() {
            let body = #"{"event":"completed","jobId":"j-\#(number)","result":{"videoUrl":"\#(url)"}}"#
            #expect(await intake.take(Data(body.utf8), signature: sign(Data(body.utf8))) == .accepted)
        }
        let two = #"{"event":"completed","jobId":"two","result":{"videos":["\#(urls[0])","\#(urls[1])"]}}"#
        for _ in 1...2 { #expect(await intake.take(Data(two.utf8), signature: sign(Data(two.utf8))) == .accepted) }
        let jobs = try await queue.jobs(in: [.waiting], limit: 20, before: nil).map(\.order)
        #expect(jobs.reversed().map(\.input) == Array(urls[0...2]) + Array(urls[0...1]))
        #expect(jobs.reversed().map(\.key) == ["job:j-0", "job:j-1", "job:j-2", "job:two", "job:two/2"])
    }

    @Test func manyAtOnceAreEachAnsweredAfterTheirCommit() async throws {
        let outcomes = await withTaskGroup(of: WebhookIntake.Outcome.self) { group in
            for number in 0..<1000 { group.addTask { await take(completed("j-\(number % 250)")) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 1000 && outcomes.allSatisfy { $0 == .accepted })
        #expect(try await queue.census().counts == [.waiting: 250])
    }

    @Test func whatTheDiskRefusesIsNotAcknowledged() async throws {
        struct FullDisk: NoticeInbox {
            func accept(_ notices: [Notice]) async throws -> [Bool] {
                throw LibraryError.cannotWrite(path: "queue.sqlite", reason: "No space left on device")
            }
            func standing(of jobID: String) async throws -> JobStanding? { nil }
            func drop(before date: Date) async throws -> Int { 0 }
        }
        let signature = WebhookSignature(try APIKey("afk_test", from: "the test"))
        let intake = WebhookIntake(signature, .askProvider, FullDisk(), nil)
        let body = Data(completed("j-1").utf8)
        #expect(await intake.take(body, signature: sign(body)) == .busy("it cannot be kept"))
    }
}
