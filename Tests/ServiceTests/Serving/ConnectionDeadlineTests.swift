internal import HTTPTypes
internal import NIOCore
internal import NIOEmbedded
internal import NIOHTTPTypes
@testable internal import Service
internal import Testing

/// Connections whose other end is too slow, by a clock that is turned by hand.
struct ConnectionDeadlineTests {
    private let channel: EmbeddedChannel
    private let patience = ConnectionDeadline.Patience()

    init() throws {
        channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(ConnectionDeadline(patience))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func head() throws {
        try channel.writeInbound(
            HTTPRequestPart.head(HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/")))
    }

    private func body(_ count: Int) throws {
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 0, count: count)))
    }

    private func end() throws { try channel.writeInbound(HTTPRequestPart.end(nil)) }

    private func answer() throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    private func pass(_ amount: TimeAmount, less: TimeAmount = .zero) {
        channel.embeddedEventLoop.advanceTime(by: amount - less)
    }

    @Test func aConnectionThatSaysNothingIsClosed() throws {
        pass(patience.first, less: .seconds(1))
        #expect(channel.isActive)
        pass(.seconds(1))
        #expect(!channel.isActive)
    }

    @Test func aBodyHasItsTimeHoweverOftenAByteComes() throws {
        pass(patience.first, less: .seconds(1))
        try head()
        for _ in 1..<60 {
            pass(.seconds(1))
            try body(1)
            #expect(channel.isActive)
        }
        pass(.seconds(1))
        #expect(!channel.isActive)
    }

    @Test func anAnswerMayTakeAsLongAsItTakesAndThenTheNextRequestIsWaitedFor() throws {
        try head()
        try end()
        pass(.hours(1))
        #expect(channel.isActive)
        try answer()
        pass(patience.head, less: .seconds(1))
        try head()
        try end()
        try answer()
        pass(patience.head, less: .seconds(1))
        #expect(channel.isActive)
        pass(.seconds(1))
        #expect(!channel.isActive)
    }

    @Test func whatIsSentAfterTheAnswerIsBounded() throws {
        try head()
        try body(patience.restBytes * 4)
        try answer()
        try body(patience.restBytes)
        #expect(channel.isActive)
        try body(1)
        #expect(!channel.isActive)
    }

    @Test func whoGoesOnSendingAfterTheAnswerHasSeconds() throws {
        try head()
        try answer()
        pass(patience.rest)
        #expect(!channel.isActive)
    }

    @Test func aRequestThatComesBeforeTheAnswerToTheLastIsNoRestOfIt() throws {
        try head()
        try end()
        try head()
        try answer()
        try body(patience.restBytes * 2)
        pass(patience.rest)
        #expect(channel.isActive)
    }
}
