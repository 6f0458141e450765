package import Foundation

/// Why a job gave no clip, or was not submitted.
package enum GenerationError: Error, Equatable {
    /// The provider gave up; its reason.
    case failed(job: String, reason: String)
    case cancelled(job: String)
    /// It completed, and its files are gone from the server.
    case expired(job: String)
    /// It completed, and names no clip.
    case noClip(job: String)
    /// It still runs, and nobody waits any longer.
    case timeLimit(job: String, word: String, waited: Duration)
    /// The request was sent so long ago that its key no longer guards against a second bill.
    case keyTooOld(key: String, sentAt: Date)
    /// Another process sends this request at this moment.
    case beingSent(key: String)
    /// It was submitted, and the disk did not take the job's id.
    case unrecorded(job: String, reason: String)
    /// It would cost more than was allowed.
    case tooExpensive(Quote, most: Int)
    /// Its price is not known, and a most was set.
    case priceUnknown(model: String, most: Int)
    /// The job was submitted to another server than the one that would be asked.
    case otherServer(name: String, server: String)
    /// Nothing is known of such a job.
    case unknownJob(String)

    /// Whether the disk is at fault, rather than the provider.
    var isOfTheDisk: Bool { if case .unrecorded = self { true } else { false } }

    /// Whether the job has ended, and without a clip.
    var isOver: Bool {
        switch self {
        case .failed, .cancelled, .expired, .noClip: true
        default: false
        }
    }

    /// Whether the user has asked for what cannot be.
    var isOfTheUser: Bool {
        switch self {
        case .keyTooOld, .beingSent, .tooExpensive, .priceUnknown, .otherServer, .unknownJob: true
        default: false
        }
    }
}

extension GenerationError: CustomStringConvertible {
    /// One line that says what to do.
    package var description: String {
        switch self {
        case .failed(let job, let reason): "job \(job) failed: \(reason)"
        case .cancelled(let job): "job \(job) was cancelled"
        case .expired(let job): "job \(job) has expired: its clip is gone from the server"
        case .noClip(let job): "job \(job) is completed and names no clip; ask the provider with this id"
        case .timeLimit(let job, let word, let waited):
            "job \(job) is still \(word) after \(Int(waited / .seconds(1))) s; go on with: "
                + "dailies job \(job) --wait --process"
        case .keyTooOld(let key, let sentAt):
            "this request was sent at \(sentAt.ISO8601Format()) and never answered; that is too long ago to repeat it "
                + "without the risk of a second bill. See with 'dailies job recover' whether it made a clip; then strike "
                + "it out with: dailies job forget \(key)"
        case .beingSent(let key): "request \(key) is being sent by another process"
        case .unrecorded(let job, let reason): "the job \(job) was submitted, and could not be recorded: \(reason)"
        case .tooExpensive(let quote, let most): "it costs \(quote), and --max-credits allows \(most); nothing was sent"
        case .priceUnknown(let model, let most):
            "no price is known for this request to \(model), so it cannot be held against --max-credits \(most); "
                + "nothing was sent"
        case .otherServer(let name, let server):
            "\(name) was sent to \(server): set APIFRAME_BASE_URL to it"
        case .unknownJob(let name): "'\(name)' is no job id, and there is no such request on record"
        }
    }
}
