package import Foundation

/// A call of the API, ready to be sent.
package struct APICall: Sendable {
    package let method: Method
    package let url: String
    package let headers: [(name: String, value: String)]
    package let body: Data?

    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }
}

/// What the API answered.
package struct APIAnswer: Sendable {
    package let status: Int
    /// By name in small letters.
    package let headers: [String: String]
    package let body: Data

    package init(status: Int, headers: [String: String] = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Sends a call and gives the answer, whatever its status; follows no redirect, since the key would go along.
///
/// Throws where there is no answer, in words fit for a person: the call may have arrived all the same.
package protocol APITransport: Sendable {
    func send(_ call: APICall) async throws -> APIAnswer
}
