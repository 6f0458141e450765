package import Foundation
internal import JSON

/// What a delivery says: that something became of a job. It is a hint to read the job again, never the truth about it: a
/// delivery can be late, or replayed by whoever saw it once.
package struct WebhookEvent: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case completed, failed, progress
        /// One that we do not know.
        case other(String)

        /// Reads the API's word.
        init(_ word: String) {
            self =
                switch word {
                case "completed": .completed
                case "failed": .failed
                case "progress": .progress
                default: .other(word)
                }
        }

        /// The API's word.
        package var word: String {
            switch self {
            case .completed: "completed"
            case .failed: "failed"
            case .progress: "progress"
            case .other(let word): word
            }
        }
    }

    package let kind: Kind
    package let jobID: String
    /// How the job stands, by this delivery.
    package let job: JobRecord

    /// Reads the body of a delivery; its signature comes first. Throws where it names no event or no job.
    package init(parsing body: Data) throws(RequestError) {
        let value = try JSONValue(parsing: body)
        guard case .object(let members) = value, case .string(let word)? = members["event"] else {
            throw .field(path: "event", reason: "a delivery names its event")
        }
        job = try JobRecord(answer: value)
        guard let id = job.id else { throw .field(path: "jobId", reason: "a delivery names its job") }
        (kind, jobID) = (Kind(String(word.prefix(100))), id)
    }
}
