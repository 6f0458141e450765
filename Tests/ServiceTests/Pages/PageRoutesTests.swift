internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdTesting
internal import Library
@testable internal import Service
internal import Support
internal import Testing

/// The pages, and the files that they lead to.
struct PageRoutesTests {
    private let service: TestService
    private let id: ClipID
    private let content = Data((0..<1000).map { UInt8($0 % 251) })

    init() throws {
        service = try TestService()
        id = try service.storeClip(content)
    }

    private func file(_ name: String, _ fields: HTTPFields = [:], _ method: HTTPRequest.Method = .get) async throws
        -> TestResponse
    {
        try await service.ask("/clips/\(id)/files/\(name)", method, fields)
    }

    private func text(_ answer: TestResponse) -> String { String(buffer: answer.body) }

    @Test func theGridFindsAClipByItsWordsAndItsVerdict() async throws {
        let all = try await service.ask("/")
        #expect(all.status == .ok && all.headers[.contentType] == "text/html; charset=utf-8")
        #expect(text(all).contains("/clips/\(id)") && text(all).contains("owl &amp; fox.mp4"))
        #expect(text(try await service.ask("/?words=OWL&verdict=")).contains("/clips/\(id)"))
        #expect(!text(try await service.ask("/?words=cat")).contains("/clips/\(id)"))
        #expect(!text(try await service.ask("/?verdict=fail")).contains("/clips/\(id)"))
        let wrong = try await service.ask("/?verdict=no", .get, [.accept: "text/html"])
        #expect(wrong.status == .badRequest && text(wrong).contains("verdict is one of pass, warn, fail"))
        #expect(try await service.ask("/?offset=-1").status == .badRequest)
    }

    @Test func aClipHasAPageUnderAStrictPolicy() async throws {
        let answer = try await service.ask("/clips/\(id)")
        #expect(answer.status == .ok && text(answer).contains("<h1>owl &amp; fox.mp4</h1>"))
        let policy = try #require(HTTPField.Name("Content-Security-Policy").flatMap { answer.headers[$0] })
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
    }

    @Test func aFileIsAnsweredWholeOrInParts() async throws {
        let whole = try await file("source.mp4")
        #expect(whole.status == .ok && Data(buffer: whole.body) == content)
        #expect(whole.headers[.contentType] == "video/mp4" && whole.headers[.acceptRanges] == "bytes")
        #expect(whole.headers[.contentDisposition] == nil)
        let tag = try #require(whole.headers[.eTag])
        for (range, expected) in [("bytes=0-", 0..<1000), ("bytes=500-509", 500..<510), ("bytes=-1", 999..<1000)] {
            let part = try await file("source.mp4", [.range: range])
            #expect(part.status == .partialContent && Data(buffer: part.body) == content[expected])
            #expect(part.headers[.contentRange] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/1000")
        }
        let beyond = try await file("source.mp4", [.range: "bytes=1000-"])
        #expect(beyond.status == .rangeNotSatisfiable && beyond.headers[.contentRange] == "bytes */1000")
        // A part is only of use to whoever has the rest of the same version.
        #expect(try await file("source.mp4", [.range: "bytes=1-2", .ifRange: tag]).status == .partialContent)
        #expect(try await file("source.mp4", [.range: "bytes=1-2", .ifRange: "\"other\""]).status == .ok)
        #expect(try await file("source.mp4", [.range: "bytes=1-2", .ifRange: "W/\(tag)"]).status == .ok)
        #expect(try await file("source.mp4", [.ifNoneMatch: "\"a\", \(tag)"]).status == .notModified)
        #expect(try await file("source.mp4", [.ifNoneMatch: "\"a\""]).status == .ok)
        let head = try await file("source.mp4", [:], .head)
        let record = try await file("clip.json")
        #expect(record.status == .ok && record.headers[.contentType] == "application/json; charset=utf-8")
        #expect(record.headers[.eTag] != tag)
        #expect(head.status == .ok && head.headers[.contentLength] == "1000" && head.body.readableBytes == 0)
    }

    @Test func aDownloadIsNamedAndWhatCouldBeAPageIsOnlyStored() async throws {
        let download = try await file("source.mp4?download=1")
        #expect(
            download.headers[.contentDisposition]
                == "attachment; filename=\"owl & fox.mp4\"; filename*=UTF-8''owl%20%26%20fox.mp4")
        let report = try await file("report.html")
        #expect(report.headers[.contentDisposition]?.hasPrefix("attachment; ") == true)
        #expect(report.headers[try #require(HTTPField.Name("X-Content-Type-Options"))] == "nosniff")
        let other = try await file("strange.svg")
        #expect(other.headers[.contentType] == "application/octet-stream")
        #expect(other.headers[.contentDisposition]?.hasPrefix("attachment; ") == true)
    }

    @Test(arguments: [
        "unlisted.txt", "../\(String(repeating: "0", count: 16))/clip.json", "..%2f..%2fcatalogue.sqlite",
        "%2e%2e/%2e%2e/catalogue.sqlite", "thumbs/../source.mp4", "/etc/passwd", "%2fetc%2fpasswd", "source.mp4%00", "",
        "shots", "link.jpg", "gone.jpg",
    ])
    func onlyFilesThatTheSidecarListsAreGiven(name: String) async throws {
        let answer = try await file(name)
        #expect(answer.status == .notFound, "\(name): \(answer.status)")
        #expect(!text(answer).contains("secret"))
    }

    @Test func aFileFromAnotherCenturyIsAnswered() async throws {
        let file = service.store.folder(of: id).appendingPathComponent("source.mp4").path
        let times = [timespec(tv_sec: 10_413_792_000, tv_nsec: 1), timespec(tv_sec: 10_413_792_000, tv_nsec: 1)]
        #expect(utimensat(AT_FDCWD, file, times, 0) == 0)
        #expect(try await self.file("source.mp4").status == .ok)
    }

    /// It is the one clip's trouble, and where the library lies is nobody's business.
    @Test func aDamagedSidecarIsSaidSoWithoutItsPath() async throws {
        #expect(text(try await service.ask("/")).contains("/clips/\(id)"))
        let folder = service.store.folder(of: id)
        var sidecar = try service.store.sidecar(for: id)
        sidecar.media.video.width = -1
        try SidecarFile.write(sidecar, in: folder)
        for (path, accept) in [
            ("/clips/\(id)", "text/html"), ("/clips/\(id)", "*/*"), ("/api/clips/\(id)", "*/*"),
            ("/clips/\(id)/files/source.mp4", "*/*"),
        ] {
            let answer = try await service.ask(path, .get, [.accept: accept])
            #expect(answer.status == .unprocessableContent, "\(path)")
            #expect(text(answer).contains("media.video.width is -1, not 1 to 2147483647"), "\(text(answer))")
            #expect(!text(answer).contains(service.library.path))
        }
        #expect(try await service.ask("/").status == .ok)
        #expect(try await service.ask("/api/clips").status == .ok)
    }

    @Test func aQuestionWithAHiddenQuoteIsAnswered() async throws {
        for path in ["/?words=%22%CC%81x", "/api/clips?words=%22%CC%81x"] {
            #expect(try await service.ask(path).status == .ok)
        }
    }

    @Test func anAddressWithNothingIsSaidSoOnAPage() async throws {
        for path in [
            "/nothing", "/clips/none", "/clips/0000000000000000", "/clips/\(id)/files/none", "/assets/none.js",
        ] {
            let answer = try await service.ask(path, .get, [.accept: "text/html,*/*"])
            #expect(answer.status == .notFound && text(answer).contains("<title>Not here"), "\(path)")
            #expect(try await service.ask(path).headers[.contentType] == "application/json; charset=utf-8")
        }
    }

    @Test func styleAndScriptAreKeptUnderNamesOfTheirContent() async throws {
        for asset in PageAsset.all {
            let answer = try await service.ask(asset.path)
            #expect(answer.status == .ok && text(answer) == asset.text && !asset.text.isEmpty)
            #expect(answer.headers[.cacheControl] == "private, max-age=31536000, immutable")
        }
    }

    @Test func theQueueIsReadAndChangedByForms() async throws {
        let job = try #require(try await service.queue.add([JobOrder(.url, "https://example.org/a.mp4")]).first)
        #expect(text(try await service.ask("/queue")).contains("https://example.org/a.mp4"))
        let cancelled = try await service.ask("/queue/\(job.id)/cancel", .post)
        #expect(cancelled.status == .seeOther && cancelled.headers[.location] == "/queue#job-\(job.id)")
        #expect(try await service.queue.job(job.id)?.state == .cancelled)
        #expect(text(try await service.ask("/queue?state=cancelled")).contains("https://example.org/a.mp4"))
        #expect(!text(try await service.ask("/queue?state=dead")).contains("https://example.org/a.mp4"))
        #expect(try await service.ask("/queue/\(job.id)/retry", .post).status == .seeOther)
        #expect(try await service.ask("/queue/\(job.id)/retry", .post).status == .seeOther, "and twice is once")
        #expect(try await service.queue.job(job.id)?.state == .waiting)
        for (path, method) in [("/queue/9/retry", HTTPRequest.Method.post), ("/queue/x/cancel", .post)] {
            #expect(try await service.ask(path, method).status == .notFound)
        }
        #expect(try await service.ask("/queue/\(job.id)/retry").status == .methodNotAllowed, "no link changes anything")
        let foreign: HTTPFields = [.origin: "https://example.org"]
        #expect(try await service.ask("/queue/\(job.id)/cancel", .post, foreign).status == .forbidden)
    }
}

extension TestService {
    /// Stores a clip of these bytes with some strange files, and gives its id.
    fileprivate func storeClip(_ content: Data) throws -> ClipID {
        let source = folder.file("delivered.mp4")
        try content.write(to: URL(fileURLWithPath: source))
        let (hash, bytes) = try FileHash.sha256(of: URL(fileURLWithPath: source))
        let id = ClipID(sha256: hash)
        let work = try store.newWork(for: id)
        let put = { (name: String, data: Data) in try data.write(to: work.url.appendingPathComponent(name)) }
        try put("source.mp4", content)
        for name in ["report.html", "strange.svg", "unlisted.txt"] {
            try put(name, Data("<script>secret</script>".utf8))
        }
        try put("../secret", Data("secret".utf8))
        try FileManager.default.createSymbolicLink(
            atPath: work.url.appendingPathComponent("link.jpg").path, withDestinationPath: "../secret")
        let output = { (name: String) in
            Sidecar.Output(kind: .report, file: name, bytes: 1, sha256: hash)
        }
        let sidecar = Sidecar(
            id: id, tool: .init(version: "1", ffmpeg: "5.1"),
            source: .init(
                file: "source.mp4", bytes: bytes, sha256: hash, originalName: "owl & fox.mp4", fetchedAt: Date()),
            media: .init(
                container: .init(format: "mp4", formatName: "mp4"), duration: nil,
                video: .init(codec: "h264", width: 160, height: 90, frameRate: nil)),
            verdict: .pass, outputs: ["report.html", "strange.svg", "link.jpg", "gone.jpg"].map(output),
            recipe: .init(pipeline: "default", proxies: [], spec: nil, presetsDigest: hash))
        try SidecarFile.write(sidecar, in: work.url)
        _ = try store.publish(work, as: id)
        try Catalogue(of: store).refresh(id)
        return id
    }
}
