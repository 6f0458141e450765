package import JSON

/// A page of the list of jobs.
package struct JobPage: Sendable, Equatable {
    package let jobs: [JobRecord]
    /// Leads to the next page; `nil` on the last.
    package let nextCursor: String?

    /// Reads a page. A job in it that cannot be read is left out: it must not hide the others.
    package init(_ body: JSONValue) throws(RequestError) {
        let top = JSONField(path: "", value: body)
        guard let list = try top.member("jobs") else { throw top.refused("it has no jobs") }
        jobs = try list.elements().compactMap { try? JobRecord(answer: $0.value) }
        let hasMore = try top.member("hasMore")?.bool() ?? true
        let next = try top.member("nextCursor")?.string()
        nextCursor = hasMore ? next.flatMap { $0.isEmpty ? nil : $0 } : nil
    }
}
