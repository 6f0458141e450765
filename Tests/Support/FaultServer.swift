internal import Foundation
internal import Synchronization

/// An HTTP server on a loopback port that does to each connection what a test tells it: it answers right, lies, stalls or
/// breaks off, byte by byte. It speaks no more HTTP than it is told to.
public final class FaultServer: Sendable {
    /// A request as it came.
    public struct Request: Sendable {
        /// Which request of this server it is, counted from 1.
        public let number: Int
        /// The path and query.
        public let path: String
        /// The fields, with names in small letters.
        public let fields: [String: String]
        /// Where the bytes that are asked for begin; `nil` without a range.
        public var from: Int? {
            fields["range"].flatMap { $0.wholeMatch(of: #/bytes=(\d+)-/#) }.flatMap { Int($0.1) }
        }
    }

    /// What is done to a request.
    public typealias Behaviour = @Sendable (Request, Connection) -> Void

    /// The port.
    public let port: Int
    private let socket: Int32
    private let isClosed = DispatchSemaphore(value: 0)
    private let log: RequestLog

    /// Begins to listen.
    public init(host: String = "127.0.0.1", _ behaviour: @escaping Behaviour) throws {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr(host)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, length) == 0 && listen(socket, 64) == 0
                    && getsockname(socket, address, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        self.socket = socket
        port = Int(UInt16(bigEndian: address.sin_port))
        // Its threads hold the log and not the server: one of them that let go of it last would wait for itself.
        let log = RequestLog()
        self.log = log
        Thread { [isClosed] in
            while true {
                let raw = accept(socket, nil, nil)
                guard raw >= 0 else { break }
                Thread { Self.serve(Connection(raw, log.sent), log, behaviour) }.start()
            }
            // Not while the loop could still ask: the number may by then be another socket's.
            close(socket)
            isClosed.signal()
        }.start()
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        isClosed.wait()
    }

    /// The URL of a path.
    public func url(_ path: String = "/clip.mp4") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// All requests so far.
    public var requests: [Request] { log.requests.withLock { $0 } }

    /// Bytes of bodies sent so far.
    public var bodyBytes: Int { log.sent.value }

    private static func serve(_ connection: Connection, _ log: RequestLog, _ behaviour: Behaviour) {
        guard let lines = connection.readHead(), let first = lines.first else { return }
        let words = first.split(separator: " ")
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        let request = log.requests.withLock { requests in
            let request = Request(
                number: requests.count + 1, path: words.count > 1 ? String(words[1]) : "", fields: fields)
            requests.append(request)
            return request
        }
        behaviour(request, connection)
    }
}

/// What a ``FaultServer`` was asked, and how much it sent.
private final class RequestLog: Sendable {
    let requests = Mutex<[FaultServer.Request]>([])
    let sent = Counter()
}
