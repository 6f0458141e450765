internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library
internal import Pipeline

/// Says what went wrong on a page, to whoever asks for pages.
struct PageFailures<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.headers[.accept]?.contains("text/html") == true else { return try await next(request, context) }
        do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
            return Self.page(.notFound, "Not here", error.body ?? "There is nothing under this address.")
        } catch let error as HTTPError where error.status == .unprocessableContent {
            return Self.page(.unprocessableContent, "Damaged", error.body ?? "")
        } catch let error as UsageError {
            return Self.page(.badRequest, "Not understood", "\(error)")
        }
    }

    private static func page(_ status: HTTPResponse.Status, _ title: String, _ message: String) -> Response {
        let page = MessagePage(title: title, message: message)
        return Answer.bytes(status, Data(page.html.utf8), "text/html; charset=utf-8")
    }
}
