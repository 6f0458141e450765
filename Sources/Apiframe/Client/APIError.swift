/// Why a call of the API failed, retries included.
package enum APIError: Error, Equatable {
    /// The API answered, and not with a success.
    case refused(APIRefusal)
    /// No answer came; the last reason, and how often it was tried.
    case silent(operation: String, reason: String, tries: Int)
    /// A success that makes no sense; the reason follows.
    case unreadable(operation: String, reason: String, requestID: String?)

    /// Whether it is certain that the call changed nothing on the server, and cost nothing.
    package var isWithoutEffect: Bool {
        guard case .refused(let refusal) = self else { return false }
        // A conflict says that there is a job already; and a server in trouble may have taken the call first.
        return (400..<500).contains(refusal.status) && refusal.status != 409 && refusal.status != 408
            && !refusal.followsSilence
    }

    /// Whether asking again later can help: the network, or a server in trouble.
    package var isPassing: Bool {
        switch self {
        case .refused(let refusal):
            refusal.status == 429 || refusal.status == 408 || (refusal.status >= 500 && refusal.status != 501)
        case .silent: true
        case .unreadable: false
        }
    }
}

extension APIError: CustomStringConvertible {
    /// One line: what was asked, and why it failed.
    package var description: String {
        switch self {
        case .refused(let refusal): refusal.description
        case .silent(let operation, let reason, let tries):
            "\(operation): no answer from the API: \(reason) (tried \(tries == 1 ? "once" : "\(tries) times"))"
        case .unreadable(let operation, let reason, let requestID):
            "\(operation): the API's answer cannot be used: \(reason)" + (requestID.map { " (request \($0))" } ?? "")
        }
    }
}
