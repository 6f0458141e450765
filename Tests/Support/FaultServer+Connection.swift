internal import Foundation
internal import Synchronization

extension FaultServer {
    /// One connection of a ``FaultServer``, closed with the last reference to it.
    public final class Connection: Sendable {
        private let raw: Int32
        private let sent: Counter
        private let isClosed = Atomic(false)

        init(_ raw: Int32, _ sent: Counter) {
            self.raw = raw
            self.sent = sent
        }

        deinit { close() }

        /// The lines of a request's head; `nil` when the client left.
        public func readHead() -> [String]? {
            var head: [UInt8] = []
            var byte: UInt8 = 0
            while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
                guard recv(raw, &byte, 1, 0) == 1 else { return nil }
                head.append(byte)
            }
            return String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
        }

        /// Sends a head: the status line's rest, and fields.
        public func head(_ status: String, _ fields: String...) { head(status, fields) }

        /// Sends a head: the status line's rest, and fields.
        public func head(_ status: String, _ fields: [String]) {
            write(Array((["HTTP/1.1 \(status)"] + fields + ["", ""]).joined(separator: "\r\n").utf8))
        }

        /// Sends bytes of a body; false when the client left.
        @discardableResult
        public func body(_ bytes: some Collection<UInt8>) -> Bool {
            guard write(Array(bytes)) else { return false }
            sent.add(bytes.count)
            return true
        }

        /// Sends any bytes.
        @discardableResult
        public func write(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { send(raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        /// Holds the connection open and sends nothing, until the client leaves or the time is over.
        public func stall(_ seconds: Double = 20) {
            var timeout = timeval(tv_sec: Int(seconds), tv_usec: Int((seconds - Double(Int(seconds))) * 1e6))
            setsockopt(raw, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
            var byte: UInt8 = 0
            _ = recv(raw, &byte, 1, 0)
        }

        /// Ends the connection as a crashed machine does.
        public func reset() {
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(raw, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
            close()
        }

        /// Ends the connection in good order.
        public func close() {
            if !isClosed.exchange(true, ordering: .relaxed) { _ = Foundation.close(raw) }
        }
    }
}
