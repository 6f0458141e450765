internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection whose other end is too slow: with a request, which may come a byte at a time for ever, or with taking
/// an answer. Idleness alone is no measure of either.
final class ConnectionDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a connection may be without its first request, and without the next one; how long a request's body may take;
    /// and an answer of which nothing is taken.
    struct Patience: Sendable {
        var first: TimeAmount = .seconds(10)
        var head: TimeAmount = .seconds(30)
        var body: TimeAmount = .seconds(60)
        var answer: TimeAmount = .seconds(120)
        /// How long, and with how many bytes, a request may go on that has been answered: its sender has to see the answer,
        /// which a connection that is closed at once would take away.
        var rest: TimeAmount = .seconds(2)
        var restBytes = 1 << 20
    }

    private let patience: Patience
    private var reading: Scheduled<Void>?
    private var writing: Scheduled<Void>?
    private var isReadingRequest = false
    /// Requests that have no whole answer yet; several may be sent before the first is answered.
    private var unanswered = 0
    private var restBytes = 0
    private var isAnswered: Bool { unanswered == 0 }

    init(_ patience: Patience) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { wait(for: patience.first, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        wait(for: patience.first, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { forget() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            (isReadingRequest, restBytes) = (true, 0)
            unanswered += 1
            wait(for: patience.body, context)
        case .body(let piece):
            if isAnswered { restBytes += piece.readableBytes }
            if restBytes > patience.restBytes { context.close(promise: nil) }
        case .end:
            isReadingRequest = false
            reading?.cancel()
            if isAnswered { wait(for: patience.head, context) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            unanswered -= 1
            if isAnswered { wait(for: isReadingRequest ? patience.rest : patience.head, context) }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writing?.cancel()
        if !context.channel.isWritable { writing = close(after: patience.answer, context) }
        context.fireChannelWritabilityChanged()
    }

    private func wait(for amount: TimeAmount, _ context: ChannelHandlerContext) {
        reading?.cancel()
        reading = close(after: amount, context)
    }

    private func close(after amount: TimeAmount, _ context: ChannelHandlerContext) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: amount) { channel.close(mode: .all, promise: nil) }
    }

    private func forget() {
        reading?.cancel()
        writing?.cancel()
    }
}
