/// How a job stands.
package enum JobStatus: Sendable, Equatable {
    case queued, processing, completed, failed, cancelled
    /// One that we do not know: taken as not finished.
    case other(String)

    /// The API's word.
    package var rawValue: String {
        switch self {
        case .queued: "QUEUED"
        case .processing: "PROCESSING"
        case .completed: "COMPLETED"
        case .failed: "FAILED"
        case .cancelled: "CANCELLED"
        case .other(let word): word
        }
    }

    /// Reads the API's word.
    package init(_ word: String) {
        let known: [JobStatus] = [.queued, .processing, .completed, .failed, .cancelled]
        self = known.first { $0.rawValue == word.uppercased() } ?? .other(word)
    }
}
