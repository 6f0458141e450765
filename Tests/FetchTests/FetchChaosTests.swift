@testable internal import Fetch
internal import Foundation
internal import Support
internal import Synchronization
internal import Testing

/// Servers that do one wrong thing after another, at random: a file that arrives is one of those that were served, whole.
@Suite struct FetchChaosTests {
    private static let versions = [clipBytes(60_000, seed: 5), clipBytes(60_000, seed: 6), clipBytes(45_000, seed: 7)]

    @Test(arguments: 0..<60) func whateverComesNeverMakesAWrongFile(seed: Int) async throws {
        let random = Mutex(SeededGenerator(seed: UInt64(seed)))
        @Sendable func chance(_ count: Int) -> Int { random.withLock { Int.random(in: 0..<count, using: &$0) } }
        let version = Mutex(0)
        var place = try Place()
        place.settings.retries = 6
        place.settings.stallWindow = .milliseconds(150)
        place.settings.firstPause = .milliseconds(1)
        place.settings.longestPause = .milliseconds(4)
        let server = try FaultServer { request, connection in
            if chance(12) == 0 { version.withLock { $0 = chance(3) } }
            let now = version.withLock { $0 }
            let content = Self.versions[now]
            let good = GoodServer(content: content, tag: "\"v\(now)\"")
            let from = request.from ?? 0
            switch chance(14) {
            case 0: connection.reset()
            case 1: connection.write((0..<chance(200)).map { _ in UInt8(chance(256)) })
            case 2: connection.head("503 Busy", "Retry-After: 0", "Content-Length: 0")
            case 3:
                good.serve(request, connection, upTo: from + chance(content.count))
                connection.stall(0.3)
            case 4:  // a part from somewhere else, rightly named
                let start = chance(content.count)
                connection.head(
                    "206 Partial Content", "ETag: \"v\(now)\"", "Content-Length: \(content.count - start)",
                    "Content-Range: bytes \(start)-\(content.count - 1)/\(content.count)")
                connection.body(content[start...])
            case 5:  // another version's part, under its own tag
                let other = Self.versions[(now + 1) % 2]
                let rest = other[min(from, other.count - 1)...]
                connection.head(
                    "206 Partial Content", "ETag: \"other\"", "Content-Length: \(rest.count)",
                    "Content-Range: bytes \(rest.startIndex)-\(other.count - 1)/\(other.count)")
                connection.body(rest)
            case 6: connection.head("416 Range Not Satisfiable", "Content-Range: bytes */\(chance(70_000))")
            case 7:
                connection.head("200 OK", "Transfer-Encoding: chunked", "ETag: \"v\(now)\"")
                let length = chance(content.count) + 1
                connection.write(Array("\(String(length, radix: 16))\r\n".utf8) + content.prefix(length) + [13, 10])
                if length == content.count { connection.write(Array("0\r\n\r\n".utf8)) }
            case 8: good.serve(request, connection, upTo: from + chance(content.count - min(from, content.count - 1)))
            default: good.serve(request, connection, upTo: chance(3) == 0 ? from + 10_000 : nil)
            }
        }
        let url = server.url()
        for _ in 0..<4 {
            do {
                let fetched = try await place.fetch(url)
                let arrived = try #require(place.arrived)
                #expect(Self.versions.contains(arrived), "seed \(seed)")
                #expect(fetched.bytes == arrived.count)
                return
            } catch is FetchError {
                #expect(place.arrived == nil, "seed \(seed)")
            }
        }
    }
}
