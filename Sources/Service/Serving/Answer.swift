internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library

/// Answers as they are written here: never kept by anybody, since what they say changes.
enum Answer {
    static func text(_ status: HTTPResponse.Status, _ text: String, _ fields: HTTPFields = [:]) -> Response {
        bytes(status, Data("\(text)\n".utf8), "text/plain; charset=utf-8", fields)
    }

    static func json(_ status: HTTPResponse.Status, _ value: some Encodable, _ fields: HTTPFields = [:]) throws
        -> Response
    {
        bytes(status, try CanonicalJSON.encode(value), "application/json; charset=utf-8", fields)
    }

    /// What went wrong, as the interface says it: `{"error": "…"}`.
    static func failure(_ status: HTTPResponse.Status, _ reason: String, _ fields: HTTPFields = [:]) -> Response {
        // A dictionary of texts can always be encoded.
        (try? json(status, ["error": reason], fields)) ?? text(status, reason, fields)
    }

    static func bytes(
        _ status: HTTPResponse.Status, _ bytes: Data, _ type: String, _ fields: HTTPFields = [:]
    ) -> Response {
        var fields = fields
        fields[.contentType] = type
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Whoever was not listened to is asked to come again after so many seconds.
    static func later(_ reason: String, after seconds: Int = 30) -> Response {
        failure(.tooManyRequests, reason, [.retryAfter: "\(seconds)"])
    }
}
