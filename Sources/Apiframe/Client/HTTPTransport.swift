internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore

/// Sends the API's calls over the network.
package struct HTTPTransport: APITransport {
    /// An answer is a few kilobytes, and a page of a hundred jobs with their inputs some hundreds.
    private static let largestAnswer = 8 << 20

    private let seconds: Int64

    /// One for the whole process: a client has to be shut down before it goes, and this one never goes.
    private static let client: HTTPClient = {
        // A redirect would take the key along.
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(15)
        // Our own retries know which calls may be repeated, and wait longer.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// A transport that gives a call `timeLimit` seconds for all of it.
    package init(timeLimit: Int = 60) { seconds = Int64(timeLimit) }

    package func send(_ call: APICall) async throws -> APIAnswer {
        var request = HTTPClientRequest(url: call.url)
        request.method = .init(rawValue: call.method.rawValue)
        for (name, value) in call.headers { request.headers.add(name: name, value: value) }
        request.headers.add(name: "User-Agent", value: "dailies")
        if let body = call.body { request.body = .bytes(body) }
        do {
            let response = try await Self.client.execute(request, timeout: .seconds(seconds))
            var body = Data()
            for try await piece in response.body {
                body.append(contentsOf: piece.readableBytesView)
                guard body.count <= Self.largestAnswer else { throw Silence("the answer is larger than any it gives") }
            }
            let headers = Dictionary(
                response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
            return APIAnswer(status: Int(response.status.code), headers: headers, body: body)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw Silence(error)
        }
    }

    /// Why no answer came, in words.
    private struct Silence: Error, CustomStringConvertible {
        let description: String

        init(_ text: String) { description = text }

        init(_ error: any Error) {
            let known = error as? HTTPClientError
            if let error = error as? Silence {
                self = error
            } else if known == .connectTimeout {
                description = "connecting took too long"
            } else if known == .deadlineExceeded || known == .readTimeout {
                description = "it took too long"
            } else if known == .remoteConnectionClosed {
                description = "the connection was closed"
            } else if let error = error as? IOError {
                description = String(cString: strerror(error.errnoCode))
            } else {
                description = "\(error)".split(separator: "\n").first.map { String($0.prefix(200)) } ?? "unknown"
            }
        }
    }
}
