internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library
internal import Pipeline

/// The interface for programs: clips, jobs, and what happens to them. `/openapi.json` describes it.
struct APIRoutes {
    let queue: any JobQueue
    let store: ClipStore
    let room: Room
    let watch: QueueWatch
    let files: FileRule

    /// The most that one answer lists.
    private static let most = 500
    private static let largestBody = 64 << 10

    func add(to router: Router<ServiceContext>) {
        router.resource("openapi.json", [.get: { _, _ in try description() }])
        router.resource("api/clips", [.get: { request, _ in try clips(Query(request)) }])
        router.resource("api/clips/:id", [.get: { _, context in try clip(context.parameters.require("id")) }])
        router.resource(
            "api/jobs",
            [
                .get: { request, _ in try await jobs(Query(request)) },
                .post: { request, _ in try await enter(request) },
            ])
        router.resource(
            "api/jobs/:id",
            [
                .get: { _, context in try await job(context) { try await queue.job($0) } },
                .delete: { _, context in try await job(context) { try await queue.cancel($0) } },
            ])
        router.resource("api/jobs/:id/retry", [.post: { _, context in try await retry(context) }])
        router.resource("api/events", [.get: { _, context in watch.answer(over: context.channel) }])
    }

    private func description() throws -> Response {
        guard let text = PresetLibrary.openAPI else { throw HTTPError(.notFound) }
        return Answer.bytes(.ok, Data(text.utf8), "application/json; charset=utf-8", [.cacheControl: "no-cache"])
    }

    // MARK: Clips

    private func clips(_ query: Query) throws -> Response {
        struct Clips: Encodable {
            let clips: [ListedClip]
            /// How many match, listed here or not.
            let total: Int
            /// Where the next answer's list begins; absent where this is the last.
            let next: Int?
        }
        let limit = try query.number("limit", in: 1...Self.most, default: 100)
        let offset = try query.number("offset", in: 0...Int(Int32.max), default: 0)
        let (entries, total) = try Catalogue(of: store).part(
            query.filter(), by: query.order(), limit: limit, offset: offset)
        let next = offset + entries.count
        return try Answer.json(
            .ok,
            Clips(
                clips: entries.map(ListedClip.init), total: total,
                next: next < total && !entries.isEmpty ? next : nil))
    }

    private func clip(_ text: String) throws -> Response {
        guard let id = try? ClipID(validating: text) else {
            throw HTTPError(.notFound, message: "there is no such clip")
        }
        let sidecar: Sidecar
        do { sidecar = try store.sidecar(for: id) } catch .notFound {
            throw HTTPError(.notFound, message: "there is no such clip")
        } catch {
            throw HTTPError(.unprocessableContent, message: "the clip's sidecar: \(error.reason)")
        }
        return try Answer.json(.ok, sidecar)
    }

    // MARK: Jobs

    private func jobs(_ query: Query) async throws -> Response {
        struct Jobs: Encodable {
            let jobs: [ListedJob]
            /// What to give as `before` for the ones before; absent where this is the last answer.
            let next: JobID?
        }
        let limit = try query.number("limit", in: 1...Self.most, default: 100)
        let state = try query.choice("state", QueuedJob.State.self)
        var before: JobID?
        if let text = query.text("before") {
            guard let id = JobID(text) else { throw UsageError("before is a job's number") }
            before = id
        }
        let states = state.map { [$0] } ?? Set(QueuedJob.State.allCases)
        let jobs = try await queue.jobs(in: states, limit: limit + 1, before: before)
        let listed = jobs.prefix(limit).map(ListedJob.init)
        return try Answer.json(.ok, Jobs(jobs: listed, next: jobs.count > limit ? listed.last?.id : nil))
    }

    private func enter(_ request: Request) async throws -> Response {
        guard request.headers[.contentType].flatMap(MediaType.init(from:))?.isType(.applicationJson) == true else {
            throw HTTPError(.unsupportedMediaType, message: "the body has to be application/json")
        }
        guard let body = try await request.wholeBody(upTo: Self.largestBody) else {
            throw HTTPError(.contentTooLarge, message: "a body has at most \(Self.largestBody) bytes")
        }
        let post = try JobPost.reading(body)
        let order = try order(post)
        if let shortage = try await room.shortage() { return Answer.later(shortage.words) }
        guard let job = try await queue.add([order]).first else { throw HTTPError(.internalServerError) }
        watch.look()
        return try Answer.json(.accepted, ListedJob(job), [.location: "/api/jobs/\(job.id)"])
    }

    private func order(_ post: JobPost) throws -> JobOrder {
        // By bytes: a slash and a mark that joins it are one character, which is no slash.
        guard post.input.utf8.first == UInt8(ascii: "/") else {
            // A path that is not whole would be looked for in this process's folder.
            guard let order = try JobOrder(notAFile: post.input, priority: post.priority) else {
                throw UsageError("\(post.input): it is no URL, no file's whole path and no job's id")
            }
            return order
        }
        switch files.look(at: post.input) {
        case .allowed(let path, let isResolved):
            return JobOrder(.file, path, priority: post.priority, isResolved: isResolved)
        case .refused:
            throw HTTPError(.forbidden, message: "files of that folder may not be entered from here; see --files")
        case .missing: throw HTTPError(.notFound, message: "there is no such file")
        }
    }

    private func job(
        _ context: ServiceContext, _ find: (JobID) async throws -> QueuedJob?
    ) async throws -> Response {
        guard let id = JobID(try context.parameters.require("id")), let job = try await find(id) else {
            throw HTTPError(.notFound, message: "there is no such job")
        }
        watch.look()
        return try Answer.json(.ok, ListedJob(job))
    }

    private func retry(_ context: ServiceContext) async throws -> Response {
        try await job(context) { id in
            if let job = try await queue.job(id), ![.dead, .cancelled].contains(job.state) {
                throw HTTPError(.conflict, message: "only a dead or cancelled job is done again; this is \(job.state)")
            }
            return try await queue.retry(id)
        }
    }
}
