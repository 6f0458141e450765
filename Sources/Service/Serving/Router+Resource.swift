internal import HTTPTypes
internal import Hummingbird

extension Router {
    typealias Handler = @Sendable (Request, Context) async throws -> Response

    /// Answers the methods of one path, HEAD as GET without its body; every other method is answered with 405, and which
    /// ones there are.
    func resource(_ path: RouterPath, _ handlers: [HTTPRequest.Method: Handler]) {
        var handlers = handlers
        if let get = handlers[.get], handlers[.head] == nil {
            handlers[.head] = { request, context in try await get(request, context).createHeadResponse() }
        }
        let allowed = handlers.keys.map(\.rawValue).sorted().joined(separator: ", ")
        for method in KnownMethods<Context>.all.union(handlers.keys) {
            let handler =
                handlers[method] ?? { _, _ in
                    Answer.failure(.methodNotAllowed, "\(method) is not for this place", [.allow: allowed])
                }
            on(path, method: method, use: handler)
        }
    }
}

/// Refuses methods that the router has no answer to, whatever they are called.
struct KnownMethods<Context: RequestContext>: RouterMiddleware {
    static var all: Set<HTTPRequest.Method> {
        [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard Self.all.contains(request.method) else {
            return Answer.failure(
                .methodNotAllowed, "such a method is for no place", [.allow: "GET, HEAD, POST, DELETE"])
        }
        return try await next(request, context)
    }
}
