internal import NIOCore
internal import NIOEmbedded
@testable internal import Service
internal import Testing

/// Which connections go where there are too many, or where they hold too much.
struct ConnectionTableTests {
    private let table: ConnectionTable

    init() {
        var limits = ConnectionTable.Limits()
        (limits.connections, limits.unprovenBytes, limits.requestBytes) = (3, 1000, 100)
        table = ConnectionTable(limits)
    }

    private func connections(_ count: Int) throws -> [EmbeddedChannel] {
        try (0..<count).map { _ in
            let channel = EmbeddedChannel()
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            table.open(channel)
            return channel
        }
    }

    /// Which of them are open, by their numbers.
    private func open(_ channels: [EmbeddedChannel]) -> [Int] {
        channels.indices.filter {
            channels[$0].embeddedEventLoop.run()
            return channels[$0].isActive
        }
    }

    @Test func theOldestThatProvedNothingMakesRoom() throws {
        let all = try connections(3)
        table.begin(all[0])
        table.prove(all[0])
        let more = try connections(2)
        #expect(open(all + more) == [0, 3, 4] && table.count == 3)
    }

    @Test func thenOneThatWaitsForItsNextRequestAndNoneThatIsAtWork() throws {
        let all = try connections(3)
        for channel in all {
            table.begin(channel)
            table.prove(channel)
        }
        table.end(all[1])
        let next = try connections(1)
        #expect(open(all + next) == [0, 2, 3])
        table.begin(next[0])
        table.prove(next[0])
        #expect(try open(all + next + connections(1)) == [0, 2, 3], "who comes then is sent away")
    }

    @Test func aProofIsOfOneRequestAlone() throws {
        let all = try connections(3)
        for channel in all {
            table.begin(channel)
            table.prove(channel)
            table.end(channel)
        }
        // Another client may send it, by way of the same server before this one.
        table.begin(all[2])
        #expect(try open(all + connections(1)) == [0, 1, 3])
    }

    @Test func bodiesThatNobodyVouchesForShareOneBudget() throws {
        let all = try connections(3)
        for channel in all { table.begin(channel) }
        table.receive(200, all[0])
        table.receive(300, all[1])
        table.receive(200, all[2])
        #expect(open(all) == [0, 1, 2])
        table.receive(1, all[2])
        #expect(open(all) == [0, 2], "the one that holds most goes")
    }

    @Test func whatIsProvenOrAnsweredTakesNothingOfIt() throws {
        let all = try connections(3)
        for channel in all { table.begin(channel) }
        table.receive(5000, all[0])
        #expect(open(all) == [1, 2], "not even one may have it all")
        table.receive(800, all[1])
        table.prove(all[1])
        table.receive(5000, all[1])
        table.receive(900, all[2])
        #expect(open(all) == [1, 2])
        table.end(all[2])
        // The rest of a body that is answered is thrown away.
        table.receive(5000, all[2])
        table.begin(all[2])
        table.receive(900, all[2])
        #expect(open(all) == [1, 2])
    }

    @Test func requestsWithoutBodiesTakeSomeToo() throws {
        let all = try connections(2)
        for _ in 0..<10 { table.begin(all[0]) }
        #expect(open(all) == [0, 1])
        table.begin(all[0])
        #expect(open(all) == [1])
    }

    @Test func whoSendsTooManyRequestsAheadOfTheirAnswersGoes() throws {
        let all = try connections(2)
        for _ in 0..<32 {
            table.begin(all[0])
            table.prove(all[0])
            table.end(all[0])
        }
        for _ in 0..<8 { table.begin(all[0]) }
        #expect(open(all) == [0, 1])
        let table = ConnectionTable()
        table.open(all[1])
        for _ in 0..<32 { table.begin(all[1]) }
        #expect(open(all) == [0, 1])
        table.begin(all[1])
        #expect(open(all) == [0])
    }

    @Test func whatIsGoneTakesNothing() throws {
        let all = try connections(3)
        table.begin(all[0])
        table.receive(900, all[0])
        table.close(all[0])
        table.begin(all[1])
        table.receive(900, all[1])
        #expect(open(all) == [0, 1, 2] && table.count == 2)
    }
}
