internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library
internal import NIOCore
internal import Pipeline
internal import Synchronization

/// Tells listeners what changes in the queue, as server-sent events (WHATWG HTML, 9.2): `job` with a job as it is now, and
/// `queue` with how many are in each state. It looks only while somebody listens.
final class QueueWatch: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<String>.Continuation] = [:]
        var next = 0
        var isOver = false
        var known: [JobID: ListedJob] = [:]
        var counts: [QueuedJob.State: Int] = [:]
        var looking: Task<Void, Never>?
        var bell: AsyncStream<Void>.Continuation?
    }

    private let queue: any JobQueue
    private let state = Mutex(State())

    /// How often it looks, unasked; how often it says that it is still there; how many may listen; and how far back a job
    /// may have been entered whose changes are told.
    private static let pause: Duration = .milliseconds(500)
    private static let beat: Duration = .seconds(10)
    private static let most = 64
    private static let memory = 200

    init(_ queue: any JobQueue) { self.queue = queue }

    /// Looks at once: something has changed.
    func look() { _ = state.withLock { $0.bell?.yield() } }

    /// Ends all answers: the service stops.
    func end() {
        let listeners = state.withLock { state in
            state.isOver = true
            state.looking?.cancel()
            defer { state.listeners = [:] }
            return state.listeners.values.map(\.self)
        }
        for listener in listeners { listener.finish() }
    }

    /// An answer that goes on for as long as it is listened to.
    func answer(over channel: any Channel) -> Response {
        guard state.withLock({ !$0.isOver }) else { return Answer.later("the service stops") }
        let body = ResponseBody { [weak self] writer in
            // Only now, since not every answer's body is sent: HEAD has none, and a client may be gone.
            if let self, let (number, events) = try await listen() {
                defer { leave(number) }
                // Whoever ends its side of the connection is gone: events are for who stays. Without this the second event
                // after its end would tell, which may come much later.
                try? await channel.setOption(.allowRemoteHalfClosure, value: false).get()
                channel.closeFuture.whenComplete { [weak self] _ in self?.leave(number) }
                for await event in events { try await writer.write(ByteBuffer(string: event)) }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: body)
    }

    /// What is told from now on, beginning with how things stand; `nil` where it is over. Where too many listen, the one
    /// that has listened longest makes room: it may be a client that vanished without a word, and one that did not asks
    /// again after a while.
    private func listen() async throws -> (number: Int, events: AsyncStream<String>)? {
        let census = try await queue.census()
        // A listener that is slow loses what is old; the newest state of things is what it needs.
        let (events, listener) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1000))
        let number: Int? = state.withLock { state in
            guard !state.isOver else { return nil }
            if state.listeners.count >= Self.most, let oldest = state.listeners.keys.min() {
                state.listeners.removeValue(forKey: oldest)?.finish()
            }
            state.next += 1
            state.listeners[state.next] = listener
            if state.looking == nil {
                let (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
                state.bell = ring
                state.looking = Task { [weak self] in await self?.run(bell) }
            }
            return state.next
        }
        guard let number else { return nil }
        listener.yield("retry: 2000\n\n" + Self.event("queue", Counts(census.counts)))
        return (number, events)
    }

    private func leave(_ number: Int) {
        state.withLock { state in
            state.listeners.removeValue(forKey: number)?.finish()
            guard state.listeners.isEmpty else { return }
            state.looking?.cancel()
            (state.looking, state.bell, state.known, state.counts) = (nil, nil, [:], [:])
        }
    }

    /// Looks again and again, and whenever the bell rings, until cancelled.
    private func run(_ bell: AsyncStream<Void>) async {
        let ticking = Task { [weak self] in
            while (try? await Task.sleep(for: Self.pause)) != nil { self?.look() }
        }
        defer { ticking.cancel() }
        var (isFirst, spoken) = (true, ContinuousClock.now)
        for await _ in bell {
            guard !Task.isCancelled, let told = try? await changes(isFirst) else { continue }
            isFirst = false
            var text = told
            let now = ContinuousClock.now
            if text.isEmpty, now - spoken >= Self.beat { text = ":\n\n" }
            guard !text.isEmpty else { continue }
            spoken = now
            let listeners = state.withLock { $0.listeners.values.map(\.self) }
            for listener in listeners { listener.yield(text) }
        }
    }

    /// The events for what is not as it was; none the first time, when nothing was known.
    private func changes(_ isFirst: Bool) async throws -> String {
        var jobs = try await queue.jobs(in: Set(QueuedJob.State.allCases), limit: Self.memory, before: nil)
        jobs += try await queue.jobs(in: [.running], limit: Self.memory, before: jobs.last?.id)
        let seen = Set(jobs.map(\.id))
        // What ran when it was last looked at, and is older than the newest, has ended.
        for (id, job) in state.withLock({ $0.known }) where job.state == .running && !seen.contains(id) {
            if let job = try await queue.job(id) { jobs.append(job) }
        }
        let counts = try await queue.census().counts
        return state.withLock { state in
            let listed = jobs.map(ListedJob.init).sorted { $0.id < $1.id }
            let news = listed.filter { state.known[$0.id] != $0 }
            let isCountNew = state.counts != counts
            state.known = Dictionary(uniqueKeysWithValues: listed.map { ($0.id, $0) })
            state.counts = counts
            guard !isFirst else { return "" }
            return news.map { Self.event("job", $0) }.joined() + (isCountNew ? Self.event("queue", Counts(counts)) : "")
        }
    }

    /// How many jobs are in each state, all states named.
    private struct Counts: Encodable {
        let counts: [String: Int]

        init(_ counts: [QueuedJob.State: Int]) {
            self.counts = Dictionary(
                uniqueKeysWithValues: QueuedJob.State.allCases.map { ($0.rawValue, counts[$0] ?? 0) })
        }
    }

    private static func event(_ name: String, _ value: some Encodable) -> String {
        guard let line = try? CanonicalJSON.line(value) else { return "" }
        return "event: \(name)\ndata: \(String(decoding: line, as: UTF8.self))\n\n"
    }
}
