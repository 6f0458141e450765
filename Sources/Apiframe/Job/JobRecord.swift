internal import Foundation
package import JSON

/// A job as `GET /v2/jobs/{id}` reports it, or a saved copy: what was ordered and what it cost.
///
/// Reading is tolerant: a saved record comes from many hands, and the API adds fields.
package struct JobRecord: Sendable, Equatable {
    package let id: String?
    package let model: String?
    /// What the job cost, in credits; `nil` before it is known.
    package let creditCost: Int?
    /// What was submitted; `nil` where the API did not repeat it.
    package let input: GenerationRequest?

    /// A million dollars at a cent a credit: no clip costs as much.
    private static let mostCredits = 100_000_000

    /// Reads a record.
    package init(_ body: JSONValue) throws(RequestError) {
        let top = JSONField(path: "", value: body)
        // The API says `id`, its webhook `jobId`.
        if let field = try top.member("id") {
            id = try field.string()
        } else {
            id = try top.member("jobId")?.string()
        }
        model = try top.member("model")?.string()
        if let cost = try top.member("creditCost") {
            guard case .integer(let credits) = cost.value, (0...Self.mostCredits).contains(credits) else {
                throw cost.refused("a whole number of credits up to \(Self.mostCredits) is expected")
            }
            creditCost = credits
        } else {
            creditCost = nil
        }
        if let field = try top.member("input") {
            input = try GenerationRequest(field.value, model: model)
        } else {
            input = nil
        }
    }

    /// Reads a saved record. Every error names the file.
    package init(contentsOf file: String) throws(RequestError) {
        let data = try GenerationRequest.read(file)
        do {
            try self.init(JSONValue(parsing: data))
        } catch {
            throw .inFile(file, error)
        }
    }
}
