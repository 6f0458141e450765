internal import Apiframe
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library

/// What the service answers, by path.
struct ServiceRouter {
    let queue: any JobQueue
    /// `nil` where no key is known to check signatures with.
    let intake: WebhookIntake?

    /// For how long a provider that could not be listened to is asked to wait, in seconds.
    private static let patience = "30"

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("healthz") { _, _ in Self.answer(.ok, "ok") }
        router.get("readyz") { _, context in
            do {
                _ = try await queue.census()
                return Self.answer(.ok, "ready")
            } catch {
                context.logger.error("not ready", metadata: ["reason": "\(error)"])
                return Self.answer(.serviceUnavailable, "the queue cannot be used")
            }
        }
        router.post("webhooks/apiframe") { request, _ in
            guard let intake else { return Self.answer(.serviceUnavailable, "no API key is set") }
            guard let body = try await Self.body(of: request) else {
                return Self.answer(.contentTooLarge, "a delivery has at most \(WebhookIntake.largestBody) bytes")
            }
            let signature = HTTPField.Name(WebhookSignature.header).flatMap { request.headers[$0] }
            switch await intake.take(body, signature: signature) {
            case .accepted: return Self.answer(.accepted, "accepted")
            // Nothing more: whoever guesses learns nothing.
            case .unauthorized: return Self.answer(.unauthorized, "unauthorized")
            case .busy: return Self.answer(.tooManyRequests, "later", [.retryAfter: Self.patience])
            }
        }
        return router
    }

    /// The whole body; `nil` for one that is too large.
    private static func body(of request: Request) async throws -> Data? {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > WebhookIntake.largestBody {
            return nil
        }
        var body = Data()
        for try await piece in request.body {
            guard body.count + piece.readableBytes <= WebhookIntake.largestBody else { return nil }
            body.append(contentsOf: piece.readableBytesView)
        }
        return body
    }

    private static func answer(
        _ status: HTTPResponse.Status, _ text: String, _ fields: HTTPFields = [:]
    ) -> Response {
        var fields = fields
        fields[.contentType] = "text/plain; charset=utf-8"
        fields[.cacheControl] = "no-store"
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}
