internal import Foundation

/// A system call that failed, on what.
struct POSIXFailure: Error, Sendable, Equatable {
    let path: String
    let code: Int32

    init(_ path: String, _ code: Int32 = errno) {
        self.path = path
        self.code = code
    }

    /// The system's words.
    var reason: String { String(cString: strerror(code)) }
}
