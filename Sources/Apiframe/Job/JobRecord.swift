internal import Foundation
package import JSON

/// A job as `GET /v2/jobs/{id}` reports it, or a saved copy: what was ordered and what it cost.
///
/// Reading is tolerant: a saved record comes from many hands, and the API adds fields.
package struct JobRecord: Sendable, Equatable {
    package let id: String?
    package let model: String?
    /// How it stands; `nil` in a saved record that does not say.
    package let status: JobStatus?
    /// How much of it is done, in percent; `nil` where the API does not say.
    package let progress: Int?
    /// Where its clips are; none before it is completed. The queries are secrets.
    package let clipURLs: [String]
    /// Why it failed, in the provider's words.
    package let error: String?
    /// Whether its files are gone from the server.
    package let isExpired: Bool
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
        status = try top.member("status").map { field throws(RequestError) in JobStatus(try field.string()) }
        progress = Self.percent(try top.member("progress")?.value)
        clipURLs = try top.member("result").map { Self.clipURLs(in: $0.value) } ?? []
        error = Self.reason(try top.member("error")?.value)
        isExpired = try top.member("expired")?.value == .bool(true)
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

    /// Reads an answer of the API. What was paid for must not be lost to an odd field beside it, so an input or a
    /// cost that cannot be read is left out, and only a job without a usable id is refused.
    package init(answer body: JSONValue) throws(RequestError) {
        guard case .object(var members) = body else { throw .field(path: "", reason: "an object is expected") }
        members["creditCost"] = members["creditCost"].map(Self.charge)
        for oddity in ["", "input", "creditCost"] {
            members[oddity] = nil
            guard let record = try? JobRecord(.object(members)) else { continue }
            if let id = record.id, !Self.isUsable(id) { throw .field(path: "id", reason: "it is no job id") }
            self = record
            return
        }
        self = try JobRecord(.object(members))
    }

    /// A cost that can be held against a limit: one with decimals counts as the next whole credit, one beyond all
    /// measure as the most there can be. A charge that is left out would count as none.
    private static func charge(_ cost: JSONValue) -> JSONValue {
        switch cost {
        case .integer(let credits) where credits > mostCredits: .integer(mostCredits)
        case .number(let credits) where credits > 0:
            .integer(credits < Double(mostCredits) ? Int(credits.rounded(.up)) : mostCredits)
        default: cost
        }
    }

    /// Whether a text can be a job's id: letters, digits, dashes and underscores, which lead nowhere in a URL or a
    /// file name.
    package static func isUsable(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count)
            && id.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
            }
    }

    private static func percent(_ value: JSONValue?) -> Int? {
        switch value {
        case .integer(let whole): (0...100).contains(whole) ? whole : nil
        case .number(let number): (0...100).contains(number) ? Int(number) : nil
        default: nil
        }
    }

    /// A text, or the text in an object, on one line.
    private static func reason(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text):
            String(
                URLSecrets.hidden(in: text).unicodeScalars.map {
                    $0.properties.generalCategory == .control ? " " : Character($0)
                })
        case .object(let members): reason(members["message"] ?? members["error"])
        default: nil
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
