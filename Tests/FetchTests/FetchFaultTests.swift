@testable internal import Fetch
internal import Foundation
internal import Support
internal import Synchronization
internal import Testing

/// Whatever a server or the network does: the right bytes, or a clear error and nothing under the final name.
@Suite struct FetchFaultTests {
    let clip = clipBytes()
    var good: GoodServer { GoodServer(content: clip) }

    private func sha256(_ bytes: [UInt8]) throws -> String {
        let folder = try TemporaryFolder()
        let sum = try Tool("sha256sum").run([try folder.write(bytes, to: "x")]).text
        return String(sum.prefix(64))
    }

    // MARK: Breaking off

    @Test func aWholeFileArrivesWithItsHash() async throws {
        let (place, good) = (try Place(), good)
        let server = try FaultServer { good.serve($0, $1) }
        let fetched = try await place.fetch(server.url("/clip.mp4?Signature=secret"))
        #expect(place.arrived == clip && fetched.bytes == clip.count && fetched.transferred == clip.count)
        #expect(try fetched.sha256 == sha256(clip))
        #expect(fetched.contentType == "video/mp4" && fetched.url == server.url())
        #expect(server.requests.count == 1 && server.requests[0].fields["accept-encoding"] == "identity")
        #expect(place.partial == nil)
        let again = try await place.fetch(server.url())
        #expect(again.transferred == 0 && again.sha256 == fetched.sha256 && server.requests.count == 1)
    }

    private static let longClip = clipBytes(2_000_000)

    @Test(arguments: 0...9)
    func aBodyCutAnywhereGoesOnWhereItStopped(tenth: Int) async throws {
        let (place, clip) = (try Place(), Self.longClip)
        let good = GoodServer(content: clip)
        let cut = clip.count * tenth / 10
        let server = try FaultServer { $0.number == 1 ? good.serve($0, $1, upTo: cut) : good.serve($0, $1) }
        let fetched = try await place.fetch(server.url())
        #expect(place.arrived == clip)
        #expect(try fetched.sha256 == sha256(clip))
    }

    @Test func aBodyCutAtEveryTenthStillArrives() async throws {
        let (place, good, step) = (try Place(), good, clip.count / 10)
        let server = try FaultServer { request, connection in
            good.serve(request, connection, upTo: (request.from ?? 0) + step)
            // What lies unread in the kernel when a connection ends is lost, as it is when a process dies.
            usleep(100_000)
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.bodyBytes == clip.count, "no byte twice")
        #expect(server.requests.dropFirst().allSatisfy { $0.fields["if-range"] == "\"v1\"" })
    }

    @Test func aResetInTheBodyGoesOn() async throws {
        let (place, good, cut) = (try Place(), good, clip.count / 2)
        let server = try FaultServer { request, connection in
            good.serve(request, connection, upTo: request.number == 1 ? cut : nil)
            if request.number == 1 {
                usleep(100_000)  // a reset throws away what the client has not read yet
                connection.reset()
            }
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip)
    }

    @Test func aResetWhileHeadersAreReadIsTriedAgain() async throws {
        let (place, good) = (try Place(), good)
        let server = try FaultServer { request, connection in
            guard request.number <= 2 else { return good.serve(request, connection) }
            connection.write(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8))
            request.number == 1 ? connection.reset() : connection.close()
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.requests.count == 3)
    }

    @Test func aServerThatIsNotThereIsAnError() async throws {
        let place = try Place()
        let server = try FaultServer { $1.reset() }
        let refused = await place.failure(server.url())
        #expect(refused?.tries == 4, "\(String(describing: refused))")
        let nobody = await place.failure("http://127.0.0.1:1/clip.mp4")
        #expect("\(nobody!)".contains("Connection refused"), "\(nobody!)")
        #expect(place.arrived == nil)
    }

    @Test func aStalledBodyIsGivenUpAndResumed() async throws {
        var place = try Place()
        place.settings.stallWindow = .seconds(2)
        let (good, cut) = (good, clip.count / 3)
        let server = try FaultServer { request, connection in
            good.serve(request, connection, upTo: request.number == 1 ? cut : nil)
            if request.number == 1 { connection.stall() }
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.bodyBytes == clip.count)
    }

    @Test func aServerThatNeverAnswersIsGivenUp() async throws {
        var place = try Place()
        place.settings.connectTimeout = .milliseconds(500)
        place.settings.firstByteTimeout = .milliseconds(200)
        place.settings.retries = 1
        let server = try FaultServer { $1.stall() }
        let error = await place.failure(server.url())
        #expect(error?.tries == 2, "\(String(describing: error))")
    }

    @Test func aDripSlowerThanAllowedIsGivenUp() async throws {
        var place = try Place()
        // A byte every 20 ms is never away for as long, however busy the machine is; else it would be another fault.
        place.settings.stallWindow = .seconds(5)
        place.settings.stallBytesPerSecond = 1000
        place.settings.retries = 0
        let good = good
        let server = try FaultServer { request, connection in
            let (status, fields, body) = good.answer(request)
            connection.head(status, fields)
            for byte in body {
                usleep(20_000)
                guard connection.body([byte]) else { return }
            }
        }
        let error = await place.failure(server.url())
        #expect("\(error!)".contains("bytes a second"), "\(error!)")
        #expect(place.arrived == nil)
    }

    @Test func aDripFastEnoughArrives() async throws {
        let place = try Place()
        let small = GoodServer(content: clipBytes(40_000))
        let server = try FaultServer { request, connection in
            let (status, fields, body) = small.answer(request)
            connection.head(status, fields)
            for start in stride(from: body.startIndex, to: body.endIndex, by: 400) {
                usleep(20_000)
                connection.body(body[start..<min(body.endIndex, start + 400)])
            }
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == small.content && server.requests.count == 1)
    }

    // MARK: Wrong answers to a request for the rest

    /// A server that breaks off at half at first, and then answers the request for the rest as told.
    private func interrupted(_ second: @escaping FaultServer.Behaviour) throws -> FaultServer {
        let (good, cut) = (good, clip.count / 2)
        return try FaultServer { request, connection in
            switch request.number {
            case 1: good.serve(request, connection, upTo: cut)
            case 2: second(request, connection)
            default: good.serve(request, connection)
            }
        }
    }

    @Test func aPartFromAnotherPlaceIsNotTaken() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try interrupted { request, connection in
            let from = request.from! - 100
            connection.head(
                "206 Partial Content",
                [
                    "ETag: \"v1\"", "Content-Range: bytes \(from)-\(clip.count - 1)/\(clip.count)",
                    "Content-Length: \(clip.count - from)",
                ])
            connection.body(clip[from...])
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip)
    }

    @Test(arguments: [
        ["Content-Range: bytes 100000-199999/300000"],  // another total
        ["Content-Range: bytes 100000-199998/200000"],  // a length that does not fit
        ["Content-Range: bytes 100000-200000/200000"],  // past the end
        ["Content-Range: bytes */200000"], ["Content-Range: nonsense"], [],  // no place at all
        ["Content-Range: bytes 100000-199999/200000", "Content-Range: bytes 0-99999/200000"],  // two
        ["Content-Type: multipart/byteranges; boundary=x"],
        ["Content-Range: bytes 100000-199999/200000", "ETag: \"v2\""],  // of another version
        ["Content-Range: bytes 100000-199999/200000", "ETag: W/\"v1\""],
    ])
    func aPartThatContradictsItselfIsNotTaken(fields: [String]) async throws {
        let place = try Place()
        let lie = [UInt8](repeating: 0xAA, count: 100_000)
        let server = try interrupted { _, connection in
            connection.head("206 Partial Content", fields + ["Content-Length: 100000", "Connection: close"])
            connection.body(lie)
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.requests.count == 3)
        #expect(server.requests[2].from == nil, "the whole file is asked for")
    }

    @Test func theWholeFileInPlaceOfTheRestIsTakenAsTheWhole() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try interrupted { _, connection in
            connection.head("200 OK", "Content-Length: \(clip.count)")
            connection.body(clip)
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.requests.count == 2)
    }

    @Test func aFileThatChangedBetweenTriesIsFetchedAnew() async throws {
        let place = try Place()
        let new = GoodServer(content: clipBytes(150_000, seed: 2), tag: "\"v2\"")
        let (good, cut) = (good, clip.count / 2)
        let server = try FaultServer { request, connection in
            request.number == 1 ? good.serve(request, connection, upTo: cut) : new.serve(request, connection)
        }
        let fetched = try await place.fetch(server.url())
        #expect(place.arrived == new.content && fetched.bytes == 150_000)
    }

    @Test func aPageInPlaceOfTheRestDoesNotCostWhatIsHere() async throws {
        let (place, good, cut) = (try Place(), good, clip.count / 2)
        let server = try FaultServer { request, connection in
            if request.number == 2 {
                connection.head("200 OK", "Content-Type: text/html", "Connection: close")
                connection.body(Array("<html><title>Sign in to the Wi-Fi</title></html>".utf8))
            } else {
                good.serve(request, connection, upTo: request.number == 1 ? cut : nil)
            }
        }
        let error = await place.failure(server.url())
        #expect("\(error!)".contains("Sign in to the Wi-Fi"))
        #expect(place.partial == cut)
        let fetched = try await place.fetch(server.url())
        #expect(place.arrived == clip && fetched.transferred == clip.count - cut)
    }

    @Test func aWeakTagIsNotResumed() async throws {
        let (place, cut) = (try Place(), clip.count / 2)
        let weak = GoodServer(content: clip, tag: "W/\"v1\"")
        let server = try FaultServer { weak.serve($0, $1, upTo: $0.number == 1 ? cut : nil) }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip)
        #expect(server.requests.allSatisfy { $0.fields["range"] == nil })
    }

    @Test(arguments: [
        ("Tue, 24 Nov 2026 10:00:00 GMT", true), ("Tue, 24 Nov 2026 11:59:30 GMT", false), ("nonsense", false),
    ])
    func aDateIsAValidatorOnlyWhenItIsOldEnough(changed: String, isStrong: Bool) async throws {
        let (place, clip) = (try Place(), clip)
        let dates = ["Date: Tue, 24 Nov 2026 12:00:00 GMT", "Last-Modified: \(changed)"]
        let server = try FaultServer { request, connection in
            if let from = request.from, request.fields["if-range"] == changed {
                let range = "Content-Range: bytes \(from)-\(clip.count - 1)/\(clip.count)"
                connection.head("206 Partial Content", dates + [range, "Content-Length: \(clip.count - from)"])
                connection.body(clip[from...])
            } else {
                connection.head("200 OK", dates + ["Content-Length: \(clip.count)"])
                connection.body(request.number == 1 ? clip[..<(clip.count / 2)] : clip[...])
            }
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip)
        #expect((server.requests[1].from != nil) == isStrong)
    }

    @Test func partsThatAreShorterThanAskedForAddUp() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { request, connection in
            let from = request.from ?? 0
            let end = min(clip.count, from + 50_000)
            connection.head(
                "206 Partial Content",
                [
                    "ETag: \"v1\"", "Content-Range: bytes \(from)-\(end - 1)/\(clip.count)",
                    "Content-Length: \(end - from)",
                ])
            connection.body(clip[from..<end])
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.requests.count == 4)
    }

    @Test func aFileThatIsCompleteAlreadyIsRecognised() async throws {
        var place = try Place()
        place.settings.stallWindow = .seconds(6)
        let (good, clip) = (good, clip)
        // The length is not told, and nothing comes after the last byte: only 416 says that nothing is missing.
        let server = try FaultServer { request, connection in
            guard request.number == 1 else { return good.serve(request, connection) }
            connection.head("200 OK", "ETag: \"v1\"", "Transfer-Encoding: chunked")
            connection.write(Array("\(String(clip.count, radix: 16))\r\n".utf8) + clip + [13, 10])
            connection.stall()
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.bodyBytes == 0)
        #expect(server.requests.map(\.from) == [nil, clip.count])
    }

    @Test func aRefusedRangeOfAnotherFileBeginsAnew() async throws {
        let place = try Place()
        let short = clipBytes(50_000, seed: 3)
        let (good, cut) = (good, clip.count / 2)
        let server = try FaultServer { request, connection in
            switch request.number {
            case 1: good.serve(request, connection, upTo: cut)
            case 2: connection.head("416 Range Not Satisfiable", "Content-Range: bytes */50000", "Content-Length: 0")
            default: GoodServer(content: short, tag: "\"v2\"").serve(request, connection)
            }
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == short)
    }

    @Test func aServerThatGivesTheSameHalfOverAndOverIsGivenUp() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { request, connection in
            if request.from != nil {
                connection.head("206 Partial Content", "Content-Length: 10", "Content-Range: bytes 0-9/\(clip.count)")
                connection.body(clip.prefix(10))
            } else {
                connection.head("200 OK", "ETag: \"v1\"", "Content-Length: \(clip.count)")
                connection.body(clip.prefix(clip.count / 2))
                usleep(50_000)
            }
        }
        #expect(await place.failure(server.url()) != nil)
        #expect(place.arrived == nil && server.requests.count < 20, "\(server.requests.count)")
    }

    @Test(arguments: ["X-Filler: \(String(repeating: "x", count: 1000))\r\n", "x", "HTTP/1.1 100 Continue\r\n\r\n"])
    func headersWithoutAnEndAreAnError(piece: String) async throws {
        var place = try Place()
        place.settings.connectTimeout = .seconds(1)
        place.settings.firstByteTimeout = .seconds(1)
        place.settings.retries = 0
        let server = try FaultServer { _, connection in
            if piece.hasPrefix("X") { connection.write(Array("HTTP/1.1 200 OK\r\n".utf8)) }
            let pieces = [UInt8](String(repeating: piece, count: 20).utf8)
            while connection.write(pieces) { usleep(2_000) }
        }
        #expect(await place.failure(server.url()) != nil)
        #expect(place.arrived == nil)
    }

    // MARK: Lengths

    @Test func aChunkedBodyArrives() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "Transfer-Encoding: chunked")
            for start in stride(from: 0, to: clip.count, by: 7_777) {
                let piece = clip[start..<min(clip.count, start + 7_777)]
                connection.write(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10])
            }
            connection.write(Array("0\r\n\r\n".utf8))
        }
        let fetched = try await place.fetch(server.url())
        #expect(place.arrived == clip && fetched.bytes == clip.count)
    }

    @Test func aChunkedBodyThatIsCutNeverCounts() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "Transfer-Encoding: chunked")
            connection.write(Array("\(String(clip.count, radix: 16))\r\n".utf8) + clip.prefix(100_000))
        }
        #expect(await place.failure(server.url()) != nil)
        #expect(place.arrived == nil)
    }

    @Test(arguments: [
        ["Content-Length: 200000", "Content-Length: 100"], ["Content-Length: -5"], ["Content-Length: x"],
        ["Content-Length: 99999999999999999999999"], ["Content-Length: 200000, 100"],
        ["Content-Length: 200000", "Transfer-Encoding: chunked"],
    ])
    func lengthsThatContradictEachOtherNeverMakeAWrongFile(fields: [String]) async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { _, connection in
            connection.head("200 OK", fields)
            connection.body(clip)
        }
        #expect(await place.failure(server.url()) != nil)
        #expect(place.arrived == nil)
    }

    @Test func aLengthThatIsTooShortIsNoticedByTheContainer() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "ETag: \"v1\"", "Content-Length: 150000")
            connection.body(clip)
        }
        let error = await place.failure(server.url())
        #expect("\(error!)".contains("50000 bytes too early"), "\(error!)")
        #expect(place.arrived == nil && place.partial == 0)
    }

    @Test func aLengthThatIsTooLongNeverEnds() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { request, connection in
            connection.head("200 OK", "ETag: \"v1\"", "Content-Length: \(clip.count + 1000)")
            connection.body(clip)
        }
        #expect(await place.failure(server.url()) != nil)
        #expect(place.arrived == nil)
    }

    @Test func aBodyWithoutALengthEndsWhereTheContainerDoes() async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "Connection: close")
            connection.body(clip)
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip)
        let other = try Place()
        let cut = try FaultServer { _, connection in
            connection.head("200 OK", "Connection: close")
            connection.body(clip.dropLast())
        }
        let error = await other.failure(cut.url())
        #expect("\(error!)".contains("1 bytes too early"), "\(error!)")
        #expect(other.arrived == nil)
    }

    @Test func aBodyWithoutALengthOrAnEndIsAnError() async throws {
        let place = try Place()
        let endless = [UInt8]("DKIF".utf8) + [UInt8](repeating: 7, count: 9_000)
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "Connection: close")
            connection.body(endless)
        }
        let error = await place.failure(server.url())
        #expect("\(error!)".contains("where it ends"), "\(error!)")
        #expect(place.arrived == nil)
    }

    @Test func anEmptyBodyIsAnError() async throws {
        for fields in [["Content-Length: 0"], ["Connection: close"], ["Transfer-Encoding: chunked"]] {
            let place = try Place()
            let server = try FaultServer { _, connection in
                connection.head("200 OK", fields)
                if fields[0].contains("chunked") { connection.write(Array("0\r\n\r\n".utf8)) }
            }
            let error = await place.failure(server.url())
            #expect("\(error!)".contains("empty"), "\(error!)")
            #expect(place.arrived == nil)
        }
        let place = try Place()
        let server = try FaultServer { $1.head("204 No Content") }
        #expect(await place.failure(server.url()) != nil)
    }

    @Test func moreThanTheLimitIsRefusedByItsLengthOrAsItComes() async throws {
        var place = try Place()
        place.settings.byteLimit = 100_000
        let (good, clip) = (good, clip)
        let honest = try FaultServer { good.serve($0, $1) }
        let error = await place.failure(honest.url())
        #expect("\(error!)".contains("limit of 100000"), "\(error!)")
        let silent = try FaultServer { _, connection in
            connection.head("200 OK", "Connection: close")
            while connection.body(clip.prefix(50_000)) {}
        }
        #expect("\(await place.failure(silent.url())!)".contains("limit of 100000"))
        #expect(place.arrived == nil)
    }

    // MARK: Content

    @Test func aPageIsAnErrorThatQuotesItsTitle() async throws {
        let place = try Place()
        let page =
            "<!DOCTYPE html><html><head><title>\n Access\u{1B}[31m denied /clip.mp4?sig=secret\u{202E} </title></head>"
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "Content-Type: video/mp4", "Content-Length: \(page.utf8.count)")
            connection.body(Array(page.utf8))
        }
        let error = await place.failure(server.url("/clip.mp4?sig=secret"))
        guard case .notMedia(let kind)? = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(kind.contains("“Access [31m denied /clip.mp4?…”"), "\(kind)")
        #expect(!"\(error!)".contains("secret") && !"\(error!)".unicodeScalars.contains("\u{1B}"))
        #expect(place.arrived == nil && server.requests.count == 1)
    }

    @Test(arguments: [
        ("{\"error\": \"no such clip\"}", "no such clip"), ("GIF89a", "GIF"), ("#EXTM3U\n", "playlist"),
        ("<?xml version=\"1.0\"?><Error><Message>Request has expired</Message></Error>", "Request has expired"),
        ("hello", "text"),
    ])
    func whatIsNoMediaIsNotStored(content: String, words: String) async throws {
        let place = try Place()
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "Content-Type: video/mp4", "Content-Length: \(content.utf8.count)")
            connection.body(Array(content.utf8))
        }
        let error = await place.failure(server.url())
        #expect("\(error!)".contains(words) && "\(error!)".contains("not a video clip"), "\(error!)")
        #expect(place.arrived == nil)
    }

    @Test(arguments: ["Content-Encoding: gzip", "Content-Encoding: identity, br", "Transfer-Encoding: gzip, chunked"])
    func wrappedBytesAreNotStoredAsAClip(field: String) async throws {
        let (place, clip) = (try Place(), clip)
        let server = try FaultServer { _, connection in
            connection.head("200 OK", field, "Connection: close")
            connection.body(clip)
        }
        #expect(await place.failure(server.url()) != nil)
        #expect(place.arrived == nil)
    }

    // MARK: Refusals

    @Test(arguments: [429, 500, 502, 503, 504, 408])
    func aPassingFailureIsTriedAgain(status: Int) async throws {
        let (place, good) = (try Place(), good)
        let server = try FaultServer { request, connection in
            guard request.number < 3 else { return good.serve(request, connection) }
            connection.head("\(status) Busy", "Content-Length: 0")
        }
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.requests.count == 3)
    }

    @Test(arguments: [400, 401, 402, 405, 451, 501, 300, 304])
    func aLastingRefusalIsNotTriedAgain(status: Int) async throws {
        let place = try Place()
        let server = try FaultServer { _, connection in
            connection.head("\(status) No", "Content-Length: \(status == 304 ? 0 : 27)")
            if status != 304 { connection.body(Array("{\"message\": \"not for you\"}\n".utf8)) }
        }
        let error = await place.failure(server.url())
        #expect(server.requests.count == 1 && "\(error!)".contains("\(status)"), "\(error!)")
        if status != 304 { #expect("\(error!)".contains("not for you"), "\(error!)") }
    }

    @Test func retryAfterIsHonouredAndBounded() async throws {
        var place = try Place()
        let good = good
        let asked = try FaultServer { request, connection in
            guard request.number == 2 else {
                return good.serve(request, connection, upTo: request.number == 1 ? 100_000 : nil)
            }
            connection.head("503 Busy", "Retry-After: 1", "Content-Length: 0")
        }
        let begun = ContinuousClock.now
        _ = try await place.fetch(asked.url())
        #expect(ContinuousClock.now - begun >= .seconds(1))
        place = try Place()
        place.settings.longestRetryAfter = .milliseconds(200)
        place.settings.retries = 1
        let greedy = try FaultServer { $1.head("503 Busy", "Retry-After: 86400", "Content-Length: 0") }
        #expect(await place.failure(greedy.url()) != nil)
        #expect(greedy.requests.count == 2)
    }

    @Test(arguments: [403, 404, 410])
    func aForgottenURLIsAskedForAnewOnceAndTheDownloadGoesOn(status: Int) async throws {
        let (place, good, cut) = (try Place(), good, clip.count / 2)
        let server = try FaultServer { request, connection in
            if request.path.contains("fresh") || request.number == 1 {
                good.serve(request, connection, upTo: request.number == 1 ? cut : nil)
            } else {
                connection.head("\(status) Gone", "Content-Length: 0")
            }
        }
        let (fresh, asked) = (try RemoteURL(server.url("/clip.mp4?fresh=1")), Counter())
        let fetched = try await place.fetch(server.url("/clip.mp4?old=1"), as: "job 1") {
            asked.add(1)
            return fresh
        }
        #expect(place.arrived == clip && asked.value == 1 && server.bodyBytes == clip.count)
        #expect(fetched.transferred == clip.count)
    }

    @Test func aURLIsRenewedOnlyOnce() async throws {
        let place = try Place()
        let server = try FaultServer { $1.head("403 Forbidden", "Content-Length: 0") }
        let asked = Counter()
        let url = server.url()
        let error = await place.failure(url) {
            asked.add(1)
            return try RemoteURL(url + "?\(asked.value)")
        }
        #expect(asked.value == 1 && server.requests.count == 2 && "\(error!)".contains("403"))
        #expect(await place.failure(url) != nil, "and never where there is no job to ask")
        #expect(server.requests.count == 3)
    }

    @Test func aClipThatIsAboutToAppearIsWaitedFor() async throws {
        var place = try Place()
        place.settings.absencePatience = .seconds(300)
        let good = good
        let server = try FaultServer { request, connection in
            request.number < 4 ? connection.head("404 Not Found", "Content-Length: 0") : good.serve(request, connection)
        }
        _ = try await place.fetch(server.url(), as: "job 1") { nil }
        #expect(place.arrived == clip)
    }

    // MARK: Where it goes

    @Test func redirectsAreFollowedAndCredentialsStayAtHome() async throws {
        let (place, good) = (try Place(), good)
        let away = try FaultServer { good.serve($0, $1) }
        let (target, here) = (away.url("/there.mp4?key=1"), Counter())
        let home = try FaultServer { request, connection in
            here.add(request.fields["authorization"] == "Basic am9lOnNlY3JldA==" ? 1 : 0)
            connection.head(
                "302 Found", "Location: \(request.path == "/clip.mp4" ? "/second" : target)", "Content-Length: 0")
        }
        let fetched = try await place.fetch("http://joe:secret@127.0.0.1:\(home.port)/clip.mp4")
        #expect(place.arrived == clip && fetched.url == away.url("/there.mp4"))
        #expect(here.value == 2)
        #expect(away.requests.count == 1 && away.requests[0].fields["authorization"] == nil)
    }

    @Test func redirectsInACircleEnd() async throws {
        let place = try Place()
        let circle = try FaultServer {
            $1.head("302 Found", "Location: \($0.path == "/a" ? "/b" : "/a")", "Content-Length: 0")
        }
        #expect("\(await place.failure(circle.url("/a"))!)".contains("circle"))
        let spiral = try FaultServer { $1.head("307 Temporary", "Location: /\($0.number)", "Content-Length: 0") }
        #expect("\(await place.failure(spiral.url())!)".contains("redirects"))
        #expect(spiral.requests.count == place.settings.redirectLimit + 1)
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "gopher://127.0.0.1/", "http://[::1", "//",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/",
    ])
    func aRedirectToAPlaceThatIsNoneIsAnError(location: String) async throws {
        let place = try Place()
        let server = try FaultServer { $1.head("302 Found", "Location: \(location)", "Content-Length: 0") }
        let error = await place.failure(server.url())
        #expect(error != nil && place.arrived == nil)
        #expect(server.requests.count == 1, "\(String(describing: error))")
    }

    @Test(arguments: ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]"])
    func thisMachineIsNotDialledUnlessPermitted(host: String) async throws {
        var place = try Place()
        place.settings.allowPrivate = false
        let good = good
        let server = try FaultServer { good.serve($0, $1) }
        let error = await place.failure("http://\(host):\(server.port)/clip.mp4")
        guard case .forbidden? = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(server.requests.isEmpty && "\(error!)".contains("--allow-private"))
    }

    @Test func aRedirectToAPrivateAddressIsNotFollowed() async throws {
        var place = try Place()
        place.settings.allowPrivate = false
        place.settings.exceptions = [try #require(IPAddress("127.0.0.1"))]
        let good = good
        let inner = try FaultServer(host: "127.0.0.2") { good.serve($0, $1) }
        for host in ["127.0.0.2", "[::ffff:127.0.0.2]", "0x7f.2"] {
            let server = try FaultServer { _, connection in
                connection.head("302 Found", "Location: http://\(host):\(inner.port)/", "Content-Length: 0")
            }
            let error = await place.failure(server.url())
            guard case .forbidden? = error?.problem else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(server.requests.count == 1)
        }
        #expect(inner.requests.isEmpty && place.arrived == nil)
    }

    @Test func aNameIsDialledAtTheAddressThatWasJudged() async throws {
        let (place, good) = (try Place(), good)
        let server = try FaultServer { good.serve($0, $1) }
        _ = try await place.fetch("http://localhost:\(server.port)/clip.mp4")
        #expect(place.arrived == clip && server.requests[0].fields["host"] == "localhost:\(server.port)")
    }
}
