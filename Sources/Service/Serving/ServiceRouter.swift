internal import Apiframe
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library

/// What the service answers, by path.
struct ServiceRouter {
    private let queue: any JobQueue
    private let store: ClipStore
    private let access: AccessGuard<ServiceContext>.Rule
    private let files: FileRule
    private let room: Room
    private let watch: QueueWatch
    private let meters: Meters
    /// `nil` where no key is known to check signatures with.
    private let intake: WebhookIntake?

    init(_ settings: ServiceSettings, _ queue: SQLiteQueue, _ watch: QueueWatch, _ meters: Meters) {
        self.queue = queue
        store = ClipStore(root: settings.library)
        access = settings.token.map { .token($0) } ?? (settings.address.isLocal ? .local : .nobody)
        files = settings.files
        room = Room(queue, library: settings.library, most: settings.mostWaiting, reserve: settings.diskReserve)
        self.watch = watch
        self.meters = meters
        intake = settings.signature.map { [room] in WebhookIntake($0, settings.clipRule, queue, room) }
    }

    func router() -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self)
        router.addMiddleware {
            AnswerCounts(meters: meters)
            SafetyFields()
            FailureAnswers()
            KnownMethods()
            AccessGuard(rule: access)
            PageFailures()
        }
        addHealth(to: router)
        addIntake(to: router)
        APIRoutes(queue: queue, store: store, room: room, watch: watch, files: files).add(to: router)
        PageRoutes(queue: queue, store: store, watch: watch).add(to: router)
        MetricsRoute(meters: meters, queue: queue, store: store).add(to: router)
        return router
    }

    private func addHealth(to router: Router<ServiceContext>) {
        router.resource("healthz", [.get: { _, _ in Answer.text(.ok, "ok") }])
        router.resource(
            "readyz",
            [
                .get: { _, context in
                    do {
                        _ = try await queue.census()
                        return Answer.text(.ok, "ready")
                    } catch {
                        context.logger.error("not ready", metadata: ["reason": "\(error)"])
                        return Answer.text(.serviceUnavailable, "the queue cannot be used")
                    }
                }
            ])
    }

    private func addIntake(to router: Router<ServiceContext>) {
        router.resource(
            "webhooks/apiframe",
            [
                .post: { request, _ in
                    let (answer, outcome) = try await take(request)
                    meters.count(.webhook(outcome))
                    return answer
                }
            ])
    }

    private func take(_ request: Request) async throws -> (answer: Response, outcome: String) {
        guard let intake else { return (Answer.text(.serviceUnavailable, "no API key is set"), "no key") }
        guard let body = try await request.wholeBody(upTo: WebhookIntake.largestBody) else {
            let most = WebhookIntake.largestBody
            return (Answer.text(.contentTooLarge, "a delivery has at most \(most) bytes"), "too large")
        }
        let signature = HTTPField.Name(WebhookSignature.header).flatMap { request.headers[$0] }
        switch await intake.take(body, signature: signature) {
        case .accepted: return (Answer.text(.accepted, "accepted"), "accepted")
        // Nothing more: whoever guesses learns nothing.
        case .unauthorized: return (Answer.text(.unauthorized, "unauthorized"), "unauthorized")
        case .busy(let reason): return (Answer.later(reason), "busy")
        }
    }
}
