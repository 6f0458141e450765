internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Tells the table of connections what becomes of one.
final class ConnectionTracker: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let table: ConnectionTable

    /// How much is read at once, in bytes. Up to ten such pieces wait for whoever reads a body, in each connection, and all
    /// requests in one piece are decoded at once.
    private static let piece = 4096

    init(_ table: ConnectionTable) { self.table = table }

    func handlerAdded(context: ChannelHandlerContext) {
        _ = context.channel.setOption(
            .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 256, initial: 1024, maximum: Self.piece)
        )
        // What comes after the decoder no longer says which version of HTTP a request was in.
        if let decoder = try? context.pipeline.syncOperations.handler(
            type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        {
            try? context.pipeline.syncOperations.addHandler(HTTP10Reader(table), position: .after(decoder))
        }
        if context.channel.isActive { table.open(context.channel) }
    }

    func channelActive(context: ChannelHandlerContext) {
        table.open(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        table.close(context.channel)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { table.close(context.channel) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: table.begin(context.channel)
        case .body(let piece): table.receive(piece.readableBytes, context.channel)
        case .end: break
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { table.end(context.channel) }
        context.write(data, promise: promise)
    }
}

/// Notes requests of HTTP/1.0.
private final class HTTP10Reader: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart

    private let table: ConnectionTable

    init(_ table: ConnectionTable) { self.table = table }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data), head.version != .http1_1 { table.noteHTTP10(context.channel) }
        context.fireChannelRead(data)
    }
}
