internal import Apiframe
internal import Foundation
internal import Support
internal import Testing

struct WebhookSignatureTests {
    private let signature: WebhookSignature
    private let body = Data(#"{"event":"completed","jobId":"3fa85f64-5717-4562-b3fc-2c963f66afa6"}"#.utf8)
    /// By `printf %s BODY | openssl dgst -sha256 -mac hmac -macopt hexkey:$(printf afk_test | sha256sum)`.
    private let byRawKey = "8b223c23516bc2d68999301f42c39263d42106a61a8794e616be91aa9a8c6c3c"
    /// The same with `-macopt key:` and those digits as text.
    private let byHexKey = "1d74269e1351bd4c87f610ede5baa7f9eb9105f53e5a68a001b5ba71ac7029b0"

    init() throws { signature = WebhookSignature(try APIKey("afk_test", from: "the test")) }

    @Test func bothFormsOfTheKeyAreTaken() {
        for code in [byRawKey, byHexKey] {
            #expect(signature.isValid("sha256=" + code, for: body))
            #expect(signature.isValid(code, for: body), "a bare one too")
            #expect(signature.isValid("sha256=" + code.uppercased(), for: body))
            #expect(signature.isValid(" \(code) ", for: body))
        }
    }

    @Test func anythingElseIsRefused() throws {
        let wrong = String(byRawKey.dropLast()) + (byRawKey.last == "0" ? "1" : "0")
        let headers = [
            nil, "", "sha256=", wrong, "sha256=" + wrong, "sha1=" + byRawKey, "sha256=sha256=" + byRawKey,
            "sha256=" + byRawKey + "00", String(byRawKey.dropLast(2)), "SHA256=" + byRawKey, byRawKey + "," + byHexKey,
            String(repeating: "é", count: 32), String(repeating: "٠", count: 64),
            String(repeating: "0", count: 1 << 20),
        ]
        for header in headers { #expect(!signature.isValid(header, for: body), "\(header?.prefix(80) ?? "none")") }
        for code in [byRawKey, byHexKey] {
            #expect(!signature.isValid(code, for: body + Data(" ".utf8)))
            #expect(!signature.isValid(code, for: Data()))
            #expect(!WebhookSignature(try APIKey("afk_test2", from: "the test")).isValid(code, for: body))
        }
    }

    @Test func everyBitOfTheSignatureCounts() throws {
        for bit in 0..<256 {
            var digits = Array(byRawKey)
            let value = try #require(Int(String(digits[bit / 4]), radix: 16)) ^ (1 << (bit % 4))
            digits[bit / 4] = Character(String(value, radix: 16))
            #expect(!signature.isValid(String(digits), for: body))
        }
    }
}

struct WebhookEventTests {
    private func event(_ text: String) throws -> WebhookEvent { try WebhookEvent(parsing: Data(text.utf8)) }

    @Test func eachKindIsReadWithWhatItSays() throws {
        let completed = try event(
            """
            {"event": "completed", "jobId": "j-1", "status": "COMPLETED", "progress": 100, "model": "kling-3.0",
             "result": {"videoUrl": "https://cdn2.apiframe.ai/videos/a.mp4"}, "creditCost": 290,
             "completedAt": "2026-11-24T10:00:00Z"}
            """)
        #expect(completed.kind == .completed && completed.jobID == "j-1" && completed.job.status == .completed)
        #expect(completed.job.clipURLs == ["https://cdn2.apiframe.ai/videos/a.mp4"] && completed.job.creditCost == 290)
        let failed = try event(#"{"event":"failed","jobId":"j-1","status":"FAILED","error":"no","model":"kling-3.0"}"#)
        #expect(failed.kind == .failed && failed.job.error == "no")
        let progress = try event(#"{"event":"progress","jobId":"j-1","status":"PROCESSING","progress":40}"#)
        #expect(progress.kind == .progress && progress.job.progress == 40)
        let other = try event(#"{"event":"queued","jobId":"j-1","creditCost":"many","new":[{}]}"#)
        #expect(other.kind == .other("queued") && other.kind.word == "queued" && other.job.creditCost == nil)
    }

    @Test func whatNamesNoEventOrNoJobIsRefused() {
        let bodies = [
            "", "x", "[]", "null", "{}", #"{"event":"completed"}"#, #"{"jobId":"j-1"}"#, #"{"event":1,"jobId":"j-1"}"#,
            #"{"event":"completed","jobId":""}"#, #"{"event":"completed","jobId":"../../etc"}"#,
            #"{"event":"completed","jobId":7}"#, String(repeating: "[", count: 100_000),
            #"{"event":"completed","jobId":"\#(String(repeating: "j", count: 129))"}"#,
        ]
        for body in bodies {
            #expect(throws: RequestError.self, "\(body.prefix(60))") { try event(body) }
        }
    }
}
