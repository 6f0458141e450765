internal import HTTPTypes
internal import Hummingbird
internal import Library
internal import Pipeline

/// Turns what is thrown into an answer: a number that says whose fault it is, and one line.
struct FailureAnswers<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch let error as HTTPError {
            return Answer.failure(error.status, error.body ?? error.status.reasonPhrase, error.headers)
        } catch let error as any HTTPResponseError {
            return Answer.failure(error.status, error.status.reasonPhrase)
        } catch {
            let status = Self.status(of: error)
            if status.kind == .serverError {
                context.logger.error("cannot answer", metadata: ["path": "\(request.uri.path)", "reason": "\(error)"])
            }
            return Answer.failure(
                status,
                status == .internalServerError
                    ? "a fault of ours; the log says more" : (error as? LibraryError)?.reason ?? "\(error)")
        }
    }

    /// The status that tells of an error.
    static func status(of error: any Error) -> HTTPResponse.Status {
        switch Failure.kind(of: error) {
        case .usage: .badRequest
        case .input: .unprocessableContent
        case .network: .badGateway
        case .output, .stopped: .serviceUnavailable
        case .fault: .internalServerError
        }
    }
}
