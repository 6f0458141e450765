internal import Hummingbird
internal import NIOCore

/// What goes with a request: beside the usual, the connection that it came over.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Waits until what was written before has come to the connection.
    ///
    /// A write only queues for the loop, and a connection says that it is full when the loop gets there. Whoever writes
    /// faster than a busy loop works would pile the whole answer up in memory: 40 slow readers of a large file took 280 MB.
    func settle() async {
        await withCheckedContinuation { waiting in channel.eventLoop.execute { waiting.resume() } }
    }
}
