internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Keeps the pages and the interface to those whom they are for: everything but health, which tells nothing, and webhooks,
/// which are signed.
struct AccessGuard: RouterMiddleware {
    typealias Context = ServiceContext

    /// Who may come in.
    enum Rule: Sendable {
        /// Whoever shows the token.
        case token(AccessToken)
        /// Whoever is on this machine, which only they can reach.
        case local
        /// Nobody: others can reach it, and no token is set.
        case nobody
    }

    let rule: Rule
    let connections: ConnectionTable

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard !Self.isOpen(request.uri.path) else { return try await next(request, context) }
        switch rule {
        case .token(let token):
            guard token.isShown(by: request.headers[.authorization]) else {
                return Answer.failure(
                    .unauthorized, "it needs the service's token",
                    [.wwwAuthenticate: #"Basic realm="dailies, the password is the token", charset="UTF-8""#])
            }
        case .local:
            if let (status, reason) = LocalRequest.refusal(
                of: request, over: context.channel, inHTTP10: connections.speaksHTTP10(context.channel))
            {
                return Answer.failure(status, reason)
            }
        case .nobody:
            return Answer.failure(.forbidden, "no token is set: only webhooks are taken in")
        }
        guard Self.isReading(request.method) || Self.isOfOurPages(request) else {
            return Answer.failure(.forbidden, "another site's page asks for it")
        }
        connections.prove(context.channel)
        return try await next(request, context)
    }

    private static func isOpen(_ path: String) -> Bool {
        path == "/healthz" || path == "/readyz" || path == "/webhooks/apiframe"
    }

    private static func isReading(_ method: HTTPRequest.Method) -> Bool {
        [.get, .head, .options, .trace].contains(method)
    }

    /// Whether a browser says that a page of ours asks, or no browser does. A form of another site's page is sent with what
    /// its reader is allowed, and these fields, which no page can set, tell it from ours.
    private static func isOfOurPages(_ request: Request) -> Bool {
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) {
            guard site == "same-origin" || site == "none" else { return false }
        }
        guard let origin = request.headers[.origin]?.lowercased() else { return true }
        guard let authority = request.authority?.lowercased() else { return false }
        return ["http://\(authority)", "https://\(authority)"].contains(origin)
    }
}
