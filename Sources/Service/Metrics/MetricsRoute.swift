internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library
internal import Pipeline

/// `/metrics`: what was counted, and how things are now.
struct MetricsRoute {
    let meters: Meters
    let queue: any JobQueue
    let store: ClipStore

    func add(to router: Router<ServiceContext>) {
        router.resource(
            "metrics",
            [
                .get: { _, _ in
                    Answer.bytes(.ok, Data(try await text().utf8), "text/plain; version=0.0.4; charset=utf-8")
                }
            ])
    }

    private func text() async throws -> String {
        let (readings, census) = (meters.readings, try await queue.census())
        let total = try Catalogue(of: store).total()
        var text = PrometheusText()
        text.add("dailies_info", .gauge, "The program.", [(labels: [("version", Version.text)], value: 1)])
        text.add("process_start_time_seconds", .gauge, "When it began, since 1970.", meters.begun.timeIntervalSince1970)
        text.add(
            "dailies_jobs", .gauge, "Jobs in the queue, by state.",
            QueuedJob.State.allCases.map { (labels: [("state", $0.rawValue)], value: Double(census[$0])) })
        text.add(
            "dailies_queue_oldest_ready_seconds", .gauge,
            "For how long the job that has been ready the longest has waited.",
            census.longestWait ?? 0)
        text.add("dailies_clips", .gauge, "Clips in the library.", Double(total.clips))
        text.add(
            "dailies_library_bytes", .gauge, "Bytes of all clips, with all that was made of them.",
            total.bytes)
        if let left = Room.bytesLeft(store.root) {
            text.add("dailies_disk_free_bytes", .gauge, "Bytes that the library's disk has left.", Double(left))
        }
        add("dailies_webhooks_total", "Deliveries, by what became of them.", &text, readings) { counter in
            if case .webhook(let outcome) = counter { [("outcome", outcome)] } else { nil }
        }
        add("dailies_attempts_total", "Attempts at jobs that ended, by how.", &text, readings) { counter in
            if case .attempt(let outcome) = counter { [("outcome", outcome)] } else { nil }
        }
        add("dailies_answers_total", "Answers, by method and status.", &text, readings) { counter in
            guard case .answer(let method, let status) = counter else { return nil }
            return [("method", method), ("status", "\(status)")]
        }
        text.add("dailies_attempt_seconds", "How long attempts at jobs took.", readings.attempts)
        return text.text
    }

    /// The counters of one name, in the same order each time.
    private func add(
        _ name: String, _ help: String, _ text: inout PrometheusText, _ readings: Meters.Readings,
        _ labels: (Meters.Counter) -> [(String, String)]?
    ) {
        let values = readings.counts.compactMap { counter, count in labels(counter).map { ($0, Double(count)) } }
        text.add(
            name, .counter, help,
            values.sorted { $0.0.map(\.1).lexicographicallyPrecedes($1.0.map(\.1)) }.map { (labels: $0, value: $1) })
    }
}

/// Counts answers. A method or status of which there are endless ones would take endless memory.
struct AnswerCounts<Context: RequestContext>: RouterMiddleware {
    let meters: Meters

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        let method = KnownMethods<Context>.all.contains(request.method) ? request.method.rawValue : "other"
        meters.count(.answer(method: method, status: response.status.code))
        return response
    }
}
