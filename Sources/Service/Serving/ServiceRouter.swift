internal import Apiframe
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library

/// What the service answers, by path.
struct ServiceRouter {
    private let queue: any JobQueue
    private let store: ClipStore
    private let access: AccessGuard.Rule
    private let files: FileRule
    private let room: Room
    private let watch: QueueWatch
    private let meters: Meters
    private let connections: ConnectionTable
    /// `nil` where no key is known to check signatures with.
    private let intake: WebhookIntake?

    init(
        _ settings: ServiceSettings, _ queue: SQLiteQueue, _ watch: QueueWatch, _ meters: Meters,
        _ connections: ConnectionTable
    ) {
        self.queue = queue
        store = ClipStore(root: settings.library)
        access = settings.token.map { .token($0) } ?? (settings.address.isLocal ? .local : .nobody)
        files = settings.files
        room = Room(queue, library: settings.library, most: settings.mostWaiting, reserve: settings.diskReserve)
        self.watch = watch
        self.meters = meters
        self.connections = connections
        intake = settings.signature.map { [room] in WebhookIntake($0, settings.clipRule, queue, room) }
    }

    /// Everything.
    func router() -> Router<ServiceContext> {
        let router = openRouter()
        router.addMiddleware {
            AccessGuard(rule: access, connections: connections)
            PageFailures()
        }
        addHealth(to: router)
        addIntake(to: router)
        APIRoutes(queue: queue, store: store, room: room, watch: watch, files: files).add(to: router)
        PageRoutes(queue: queue, store: store, watch: watch).add(to: router)
        MetricsRoute(meters: meters, queue: queue, store: store).add(to: router)
        return router
    }

    /// Health and webhooks alone: what a server that speaks to the world may pass everything on to.
    func webhookRouter() -> Router<ServiceContext> {
        let router = openRouter()
        addHealth(to: router)
        addIntake(to: router)
        return router
    }

    private func openRouter() -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self)
        router.addMiddleware {
            AnswerCounts(meters: meters)
            SafetyFields()
            FailureAnswers()
            KnownMethods()
            OneHost()
        }
        return router
    }

    private func addHealth(to router: Router<ServiceContext>) {
        router.resource("healthz", [.get: { _, _ in Answer.text(.ok, "ok") }])
        router.resource(
            "readyz",
            [
                .get: { _, context in
                    do {
                        // Whoever sends jobs here would have them refused.
                        if let shortage = try await room.shortage() {
                            return Answer.text(.serviceUnavailable, shortage.words)
                        }
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
                .post: { request, context in
                    let (answer, outcome) = try await take(request, context)
                    meters.count(.webhook(outcome))
                    return answer
                }
            ])
    }

    private func take(_ request: Request, _ context: ServiceContext) async throws -> (
        answer: Response, outcome: String
    ) {
        guard let intake else { return (Answer.text(.serviceUnavailable, "no API key is set"), "no key") }
        // Nothing more: whoever guesses learns nothing.
        let unauthorized = (Answer.text(.unauthorized, "unauthorized"), "unauthorized")
        let signature = HTTPField.Name(WebhookSignature.header).flatMap { request.headers[$0] }
        // No body is read for somebody who does not even claim to have signed it.
        guard WebhookSignature.isWellFormed(signature) else { return unauthorized }
        guard let body = try await request.wholeBody(upTo: WebhookIntake.largestBody) else {
            let most = WebhookIntake.largestBody
            return (Answer.text(.contentTooLarge, "a delivery has at most \(most) bytes"), "too large")
        }
        switch await intake.take(body, signature: signature, isSigned: { connections.prove(context.channel) }) {
        case .accepted: return (Answer.text(.accepted, "accepted"), "accepted")
        case .unauthorized: return unauthorized
        case .busy(let reason): return (Answer.later(reason), "busy")
        }
    }
}
