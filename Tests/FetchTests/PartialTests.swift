@testable internal import Fetch
internal import Foundation
internal import Support
internal import Testing

/// What is kept of a download that did not end.
@Suite struct PartialTests {
    private let clip = clipBytes()

    /// A place where a download broke off at half and its process died.
    private func interrupted(_ server: FaultServer) async throws -> Place {
        var place = try Place()
        place.settings.retries = 0
        #expect(await place.failure(server.url("/clip.mp4?sig=secret")) != nil)
        #expect(place.partial == clip.count / 2)
        return place
    }

    private func halfThenWhole() throws -> FaultServer {
        let (good, half) = (GoodServer(content: clip), clip.count / 2)
        return try FaultServer { request, connection in
            guard request.number != 2 else { return connection.head("503 Busy", "Content-Length: 0") }
            good.serve(request, connection, upTo: request.number == 1 ? half : nil)
            usleep(100_000)
        }
    }

    @Test func aSecretIsNotKept() async throws {
        let place = try await interrupted(try halfThenWhole())
        let state = String(decoding: try bytes(of: place.file.path + ".partial.json"), as: UTF8.self)
        #expect(!state.contains("secret") && state.contains("clip.mp4"))
    }

    @Test func afterAPowerCutOnlyWhatWasSyncedCounts() async throws {
        let server = try halfThenWhole()
        let place = try await interrupted(server)
        let path = place.file.path + ".partial.json"
        var state = try #require(PartialState.read(path))
        #expect(state.synced == clip.count / 2, "a download that ends in order is synced")
        state.boot = "another run of the machine"
        state.synced = 60_000
        try state.write(path)
        _ = try await place.fetch(server.url("/clip.mp4?sig=secret"))
        #expect(place.arrived == clip && server.requests[2].from == 60_000)
    }

    @Test(arguments: ["", "{", "[]", "{\"version\": 99}"])
    func aStateThatCannotBeReadIsNoState(text: String) async throws {
        let server = try halfThenWhole()
        let place = try await interrupted(server)
        try Data(text.utf8).write(to: URL(fileURLWithPath: place.file.path + ".partial.json"))
        _ = try await place.fetch(server.url("/clip.mp4?sig=secret"))
        #expect(place.arrived == clip && server.requests[2].from == nil)
    }

    @Test func anotherResourceAtTheSamePlaceBeginsAnew() async throws {
        let place = try await interrupted(try halfThenWhole())
        let other = GoodServer(content: clipBytes(seed: 9))
        let server = try FaultServer { other.serve($0, $1) }
        _ = try await place.fetch(server.url("/other.mp4"))
        #expect(place.arrived == other.content && server.requests[0].from == nil)
    }

    @Test func aFileThatWasDamagedAfterwardsIsFetchedAgain() async throws {
        let (place, good) = (try Place(), GoodServer(content: clip))
        let server = try FaultServer { good.serve($0, $1) }
        _ = try await place.fetch(server.url())
        var damaged = clip
        damaged[clip.count / 2] ^= 1
        try Data(damaged).write(to: place.file)
        _ = try await place.fetch(server.url())
        #expect(place.arrived == clip && server.requests.count == 2)
    }

    @Test func twoAtTheSameFileTakeTurns() async throws {
        let (place, good) = (try Place(), GoodServer(content: clip))
        let server = try FaultServer { request, connection in
            usleep(300_000)
            good.serve(request, connection)
        }
        let url = server.url()
        async let one = place.fetch(url)
        async let other = place.fetch(url)
        let both = try await [one, other]
        #expect(place.arrived == clip && server.requests.count == 1 && place.partial == nil)
        #expect(Set(both.map(\.transferred)) == [0, clip.count])
    }

    @Test func aCancelledDownloadGoesOnLater() async throws {
        let server = try FaultServer { [clip] request, connection in
            GoodServer(content: clip).serve(request, connection, upTo: request.number == 1 ? 100_000 : nil)
            if request.number == 1 { connection.stall(50) }
        }
        var place = try Place()
        place.settings.stallWindow = .seconds(60)
        let (waiting, url) = (place, server.url())
        let download = Task { try await waiting.fetch(url) }
        for _ in 0..<200 where place.partial != 100_000 { try await Task.sleep(for: .milliseconds(20)) }
        let begun = ContinuousClock.now
        download.cancel()
        await #expect(throws: CancellationError.self) { try await download.value }
        // The server would hold on for longer.
        #expect(ContinuousClock.now - begun < .seconds(45))
        _ = try await place.fetch(url)
        #expect(place.arrived == clip && server.bodyBytes == clip.count)
    }

    @Test func aFolderThatCannotBeWrittenIsSaid() async throws {
        let (place, good) = (try Place(), GoodServer(content: clip))
        let server = try FaultServer { good.serve($0, $1) }
        let file = URL(fileURLWithPath: try place.folder.write("a file", to: "file") + "/clip.mp4")
        let error = await #expect(throws: FetchError.self) {
            try await Fetcher(place.settings).fetch(try RemoteURL(server.url()), to: file)
        }
        guard case .cannotWrite(_, "Not a directory")? = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(server.requests.isEmpty)
    }
}
