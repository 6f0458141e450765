internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Takes an answer off the socket a few pieces ahead of whoever reads it, so that neither waits for the other: the client's
/// own sequence asks the socket for the next piece only when the last one is done with.
final class AnswerReader: HTTPClientResponseDelegate {
    /// The pieces of a body in order. Whoever stops reading ends the request.
    typealias Body = NIOThrowingAsyncSequenceProducer<
        ByteBuffer, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, Demand
    >
    /// The socket is left alone when `high` pieces wait, and read again when no more than `low` do.
    private static let piecesAhead = (low: 4, high: 12)

    private let head: EventLoopPromise<HTTPResponseHead>
    private let source: Body.Source
    private let demand: Demand

    private init(_ head: EventLoopPromise<HTTPResponseHead>, _ source: Body.Source, _ demand: Demand) {
        (self.head, self.source, self.demand) = (head, source, demand)
    }

    /// Sends a request and waits for the head of its answer, for no longer than `patience`. Throws what the client throws.
    static func answer(
        to request: HTTPClient.Request, of client: HTTPClient, within patience: TimeAmount
    ) async throws -> (head: HTTPResponseHead, body: Body) {
        let loop = client.eventLoopGroup.any()
        let head = loop.makePromise(of: HTTPResponseHead.self)
        let demand = Demand()
        let stream = Body.makeSequence(
            backPressureStrategy: .init(lowWatermark: piecesAhead.low, highWatermark: piecesAhead.high),
            finishOnDeinit: true, delegate: demand)
        let reader = AnswerReader(head, stream.source, demand)
        let task = client.execute(request: request, delegate: reader, eventLoop: .delegate(on: loop))
        demand.follow(task)
        let deadline = loop.scheduleTask(in: patience) { task.fail(reason: HTTPClientError.deadlineExceeded) }
        defer { deadline.cancel() }
        let answer = try await withTaskCancellationHandler {
            try await head.futureResult.get()
        } onCancel: {
            task.cancel()
        }
        return (answer, stream.sequence)
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        self.head.succeed(head)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ piece: ByteBuffer) -> EventLoopFuture<Void> {
        demand.forget()
        switch source.yield(contentsOf: CollectionOfOne(piece)) {
        case .produceMore: return task.eventLoop.makeSucceededVoidFuture()
        case .stopProducing: return demand.next(on: task.eventLoop)
        case .dropped: return task.eventLoop.makeFailedFuture(HTTPClientError.cancelled)
        }
    }

    func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
        head.fail(error)
        source.finish(error)
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) { source.finish() }

    /// What the reading end of a body wants: more, or nothing any longer.
    final class Demand: NIOAsyncSequenceProducerDelegate {
        private struct State {
            var wantsMore = false
            var isOver = false
            var waiting: EventLoopPromise<Void>?
            var task: HTTPClient.Task<Void>?
        }

        private let state = Mutex(State())

        fileprivate func follow(_ task: HTTPClient.Task<Void>) {
            let isOver = state.withLock { state in
                if !state.isOver { state.task = task }
                return state.isOver
            }
            if isOver { task.cancel() }
        }

        fileprivate func forget() { state.withLock { $0.wantsMore = false } }

        fileprivate func next(on loop: any EventLoop) -> EventLoopFuture<Void> {
            state.withLock { state in
                if state.wantsMore || state.isOver { return loop.makeSucceededVoidFuture() }
                let promise = loop.makePromise(of: Void.self)
                state.waiting = promise
                return promise.futureResult
            }
        }

        func produceMore() {
            let waiting = state.withLock { state in
                defer { state.waiting = nil }
                state.wantsMore = true
                return state.waiting
            }
            waiting?.succeed()
        }

        func didTerminate() {
            let (waiting, task) = state.withLock { state in
                defer { (state.waiting, state.task, state.isOver) = (nil, nil, true) }
                return (state.waiting, state.task)
            }
            task?.cancel()
            waiting?.succeed()
        }
    }
}
