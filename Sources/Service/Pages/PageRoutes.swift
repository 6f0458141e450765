internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library

/// The pages for people: the clips, one clip with its files, the versions of one piece of work, and the queue.
struct PageRoutes {
    let queue: any JobQueue
    let store: ClipStore
    let watch: QueueWatch

    func add(to router: Router<ServiceContext>) {
        router.resource("/", [.get: { request, _ in try clips(Query(request)) }])
        router.resource("groups", [.get: { request, _ in try group(Query(request)) }])
        router.resource("clips/:id", [.get: { _, context in try clip(context.parameters.require("id")) }])
        router.resource("clips/:id/files/**", [.get: { request, context in try file(request, context) }])
        router.resource("queue", [.get: { request, _ in try await jobs(Query(request)) }])
        router.resource(
            "queue/:id/retry", [.post: { _, context in try await change(context) { try await queue.retry($0) } }])
        router.resource(
            "queue/:id/cancel", [.post: { _, context in try await change(context) { try await queue.cancel($0) } }])
        router.resource("assets/:name", [.get: { _, context in try asset(context.parameters.require("name")) }])
    }

    private static func html(_ text: String) -> Response {
        Answer.bytes(.ok, Data(text.utf8), "text/html; charset=utf-8")
    }

    // MARK: Clips

    private func clips(_ query: Query) throws -> Response {
        let offset = try query.number("offset", in: 0...Int(Int32.max), default: 0)
        let catalogue = Catalogue(of: store)
        let (entries, total) = try catalogue.part(
            query.filter(emptyIsNone: true), by: query.order(emptyIsNone: true), limit: GridPage.most, offset: offset)
        var asked: [String: String] = [:]
        for name in LibraryFilter.Key.allCases.map(\.rawValue) + ["sort"] {
            asked[name] = query.text(name).flatMap { $0.isEmpty ? nil : $0 }
        }
        let page = try GridPage(
            entries, total: total, of: store, offset: offset, asked: asked, groups: catalogue.groups())
        return Self.html(page.html)
    }

    private func group(_ query: Query) throws -> Response {
        let missing = HTTPError(.notFound, message: "There is no such group. Its clips may have been removed.")
        guard let name = query.text("name"), !name.isEmpty else { throw missing }
        var filter = LibraryFilter()
        filter.group = name
        let entries = try Catalogue(of: store).list(filter, by: ClipOrder(.group), limit: GroupPage.most)
        let sidecars = entries.compactMap { try? store.sidecar(for: $0.id) }
        guard !sidecars.isEmpty else { throw missing }
        return Self.html(GroupPage(name, sidecars).html)
    }

    private func clip(_ text: String) throws -> Response {
        Self.html(ClipPage(served: try sidecar(text), in: store).html)
    }

    private func sidecar(_ text: String) throws -> Sidecar {
        guard let id = try? ClipID(validating: text) else { throw Self.noClip }
        do { return try store.sidecar(for: id) } catch .notFound { throw Self.noClip } catch {
            throw HTTPError(.unprocessableContent, message: "The clip cannot be shown: \(error.reason).")
        }
    }

    private static let noClip = HTTPError(
        .notFound, message: "There is no such clip. It may have been removed.")

    private func file(_ request: Request, _ context: ServiceContext) throws -> Response {
        let sidecar = try sidecar(context.parameters.require("id"))
        let missing = HTTPError(.notFound, message: "The clip has no such file.")
        guard let path = context.parameters.getCatchAll().joined(separator: "/").removingPercentEncoding,
            // Only what the sidecar lists: nothing that was put beside it, and nothing outside.
            let name = sidecar.saveName(ofListed: path),
            let file = try? StoredFile(path, below: store.folder(of: sidecar.id))
        else { throw missing }
        let type = FileType(of: path)
        let isStored = !type.isShown || Query(request).text("download") != nil
        if path == SidecarFile.name {
            // As it was read, for one of an older program may hold what is not kept any more.
            return try Answer.json(.ok, sidecar, isStored ? [.contentDisposition: FileAnswer.attachment(name)] : [:])
        }
        return FileAnswer(file: file, type: type.text, saveAs: isStored ? name : nil).answer(request, context)
    }

    private func asset(_ name: String) throws -> Response {
        guard let asset = PageAsset.all.first(where: { $0.name == name }) else { throw HTTPError(.notFound) }
        return Answer.bytes(
            .ok, Data(asset.text.utf8), asset.type, [.cacheControl: "private, max-age=31536000, immutable"])
    }

    // MARK: Queue

    private func jobs(_ query: Query) async throws -> Response {
        let state = query.text("state") == "" ? nil : try query.choice("state", QueuedJob.State.self)
        let before = query.text("before").flatMap { JobID($0) }
        let jobs = try await queue.jobs(
            in: state.map { [$0] } ?? Set(QueuedJob.State.allCases), limit: QueuePage.most + 1, before: before)
        return Self.html(QueuePage(jobs, try await queue.census(), state: state, before: before).html)
    }

    /// Does what a form asks, and sends the browser back to the page. Asked twice, it is done once.
    private func change(
        _ context: ServiceContext, _ change: (JobID) async throws -> QueuedJob?
    ) async throws -> Response {
        guard let id = JobID(try context.parameters.require("id")), try await change(id) != nil else {
            throw HTTPError(.notFound, message: "There is no such job.")
        }
        watch.look()
        return Response(status: .seeOther, headers: [.location: "/queue#job-\(id)", .cacheControl: "no-store"])
    }
}
