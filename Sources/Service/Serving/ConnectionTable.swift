internal import NIOCore
internal import Synchronization

/// The connections that are open, and what they hold of requests whose senders have not shown who they are.
///
/// Anybody can connect, say nothing and send bodies. So there are so many connections and no more, and all input that nobody
/// has vouched for shares one budget. Where there are too many, the one goes that has been unproven for longest: a delivery
/// is signed and whole within milliseconds, so whoever lingers is not one. Where they hold too much, the one goes that holds
/// most: a delivery is small. Nothing here knows addresses, since behind a proxy all come from one.
final class ConnectionTable: Sendable {
    struct Limits: Sendable {
        var connections = 512
        /// Bytes of requests that are not answered yet, and that nobody has proved to be theirs.
        var unprovenBytes = 8 << 20
        /// What a request takes beside its body, in bytes: its fields, and what keeps them.
        var requestBytes = 2048
        /// How many requests a connection may have sent ahead of their answers. Each costs work, however small it is.
        var pipelined = 32
    }

    private struct Request {
        var bytes: Int
        var isProven = false
    }

    private struct Connection {
        let channel: any Channel
        /// When it came, or last proved itself, in the order of all.
        var turn: Int
        /// Those that have no whole answer yet, oldest first: HTTP/1.1 answers in order.
        var requests: [Request] = []
        /// What those of them take that are not proven.
        var unprovenBytes = 0
        /// What the last request that was answered came to.
        var wasProven = false
        var speaksHTTP10 = false

        var isProven: Bool { requests.first?.isProven ?? wasProven }
    }

    private struct State {
        var connections: [ObjectIdentifier: Connection] = [:]
        var turns = 0
        var unprovenBytes = 0

        mutating func nextTurn() -> Int {
            turns += 1
            return turns
        }

        /// Whom to close for a newcomer; `nil` where all are at work.
        func victim(for newcomer: ObjectIdentifier) -> ObjectIdentifier? {
            var unproven: (id: ObjectIdentifier, turn: Int)?
            var idle: (id: ObjectIdentifier, turn: Int)?
            for (id, connection) in connections where id != newcomer {
                if !connection.isProven {
                    if connection.turn < unproven?.turn ?? .max { unproven = (id, connection.turn) }
                } else if connection.requests.isEmpty, connection.turn < idle?.turn ?? .max {
                    idle = (id, connection.turn)
                }
            }
            return unproven?.id ?? idle?.id
        }

        /// Whom to close where too much is held.
        var largest: ObjectIdentifier? {
            var largest: (id: ObjectIdentifier, bytes: Int)?
            for (id, connection) in connections where connection.unprovenBytes > largest?.bytes ?? 0 {
                largest = (id, connection.unprovenBytes)
            }
            return largest?.id
        }

        mutating func remove(_ id: ObjectIdentifier) -> (any Channel)? {
            guard let connection = connections.removeValue(forKey: id) else { return nil }
            unprovenBytes -= connection.unprovenBytes
            return connection.channel
        }
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(_ limits: Limits = Limits()) { self.limits = limits }

    /// How many connections there are.
    var count: Int { state.withLock { $0.connections.count } }

    /// A connection has come. Closes another where there are too many: an unproven one, else one that waits for its next
    /// request; and this one where all are at work.
    func open(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let surplus: (any Channel)? = state.withLock { state in
            guard state.connections[id] == nil else { return nil }
            let turn = state.nextTurn()
            state.connections[id] = Connection(channel: channel, turn: turn)
            guard state.connections.count > limits.connections else { return nil }
            return state.remove(state.victim(for: id) ?? id)
        }
        surplus?.close(mode: .all, promise: nil)
    }

    /// A connection has gone.
    func close(_ channel: any Channel) { _ = state.withLock { $0.remove(ObjectIdentifier(channel)) } }

    /// A request has begun.
    func begin(_ channel: any Channel) {
        take(limits.requestBytes, channel, isNew: true)
    }

    /// More of a request's body has come.
    func receive(_ bytes: Int, _ channel: any Channel) { take(bytes, channel, isNew: false) }

    /// Adds to what the newest request of a connection takes, and closes others where it is too much in all.
    private func take(_ bytes: Int, _ channel: any Channel, isNew: Bool) {
        let id = ObjectIdentifier(channel)
        let surplus: [any Channel] = state.withLock { state in
            if isNew {
                state.connections[id]?.requests.append(Request(bytes: 0))
                if state.connections[id]?.requests.count ?? 0 > limits.pipelined {
                    return state.remove(id).map { [$0] } ?? []
                }
            }
            // The rest of a body whose request is answered is thrown away.
            guard let last = state.connections[id]?.requests.indices.last else { return [] }
            state.connections[id]?.requests[last].bytes += bytes
            guard state.connections[id]?.requests[last].isProven == false else { return [] }
            state.connections[id]?.unprovenBytes += bytes
            state.unprovenBytes += bytes
            var surplus: [any Channel] = []
            while state.unprovenBytes > limits.unprovenBytes, let id = state.largest, let channel = state.remove(id) {
                surplus.append(channel)
            }
            return surplus
        }
        for channel in surplus { channel.close(mode: .all, promise: nil) }
    }

    /// The oldest request of a connection that is not answered is its sender's: it is signed, or shows a token, or comes from
    /// this machine.
    func prove(_ channel: any Channel) {
        state.withLock { state in
            let id = ObjectIdentifier(channel)
            guard let first = state.connections[id]?.requests.first, !first.isProven else { return }
            state.unprovenBytes -= first.bytes
            state.connections[id]?.unprovenBytes -= first.bytes
            state.connections[id]?.requests[0].isProven = true
            let turn = state.nextTurn()
            state.connections[id]?.turn = turn
        }
    }

    /// The oldest request of a connection is answered.
    func end(_ channel: any Channel) {
        state.withLock { state in
            let id = ObjectIdentifier(channel)
            guard let first = state.connections[id]?.requests.first else { return }
            if !first.isProven {
                state.unprovenBytes -= first.bytes
                state.connections[id]?.unprovenBytes -= first.bytes
            }
            state.connections[id]?.requests.removeFirst()
            state.connections[id]?.wasProven = first.isProven
        }
    }

    /// A request of HTTP/1.0 has come over a connection.
    func noteHTTP10(_ channel: any Channel) {
        state.withLock { $0.connections[ObjectIdentifier(channel)]?.speaksHTTP10 = true }
    }

    /// Whether one ever did.
    func speaksHTTP10(_ channel: any Channel) -> Bool {
        state.withLock { $0.connections[ObjectIdentifier(channel)]?.speaksHTTP10 ?? false }
    }
}
