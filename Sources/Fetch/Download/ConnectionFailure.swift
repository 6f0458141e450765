internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore

/// A connection or an answer that failed, in words that hold nothing secret.
struct ConnectionFailure: Sendable {
    let words: String
    /// Whether no connection came about, so that another address may be tried.
    let isBeforeRequest: Bool
    /// Whether it is of no use to try again.
    let isLasting: Bool

    init(_ error: any Error, _ settings: FetchSettings) {
        var (before, lasting) = (false, false)
        switch error {
        case let error as HTTPClientError where error == .connectTimeout:
            words = "no connection within \(settings.connectTimeout.inWords)"
            before = true
        case let error as HTTPClientError where error == .deadlineExceeded || error == .getConnectionFromPoolTimeout:
            words = "no answer within \((settings.connectTimeout + settings.firstByteTimeout).inWords)"
        case let error as HTTPClientError where error == .readTimeout:
            words = "nothing came for \(settings.stallWindow.inWords)"
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            words = "the server closed the connection"
        case let error as HTTPClientError:
            words = "the connection failed: \(error.shortDescription)"
        case let error as IOError:
            words = String(cString: strerror(error.errnoCode))
            before =
                error.errnoCode == ECONNREFUSED || error.errnoCode == EHOSTUNREACH
                || error.errnoCode == ENETUNREACH
        default:
            let text = String(describing: error)
            if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidateCertificate") {
                words = "the server's certificate cannot be trusted"
                lasting = true
            } else if text.contains("handshakeFailed") || text.contains("SSL") {
                words = "no secure connection: \(text.prefix(200))"
            } else if text.contains("invalidEOFState") {
                words = "the connection ended in the middle of the answer"
            } else {
                words = "the answer is not HTTP: \(text.prefix(200))"
            }
        }
        isBeforeRequest = before
        isLasting = lasting
    }
}

extension Duration {
    /// "15 s", "0.2 s".
    var inWords: String {
        let seconds = self / .seconds(1)
        return seconds >= 10 || seconds == seconds.rounded()
            ? "\(Int(seconds.rounded())) s" : String(format: "%.1f s", seconds)
    }
}
