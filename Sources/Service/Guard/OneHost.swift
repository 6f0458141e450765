internal import HTTPTypes
internal import Hummingbird

/// Refuses requests that name two hosts (RFC 9112, 3.2): two programs on their way may each believe another one.
struct OneHost<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // The first is not among the fields, but the authority.
        guard request.headers[values: .host].isEmpty else {
            return Answer.failure(.badRequest, "a request names one host", [.connection: "close"])
        }
        return try await next(request, context)
    }
}

extension HTTPField.Name {
    static let host = HTTPField.Name("Host")!
}
