package import Foundation
package import Library

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
    /// It would cost more than was allowed; the credits of it that are for requests which were sent before and never
    /// answered, and their lines in the batch's file.
    case tooExpensive(Quote, most: Int, unanswered: Int = 0, lines: [Int] = [])
    /// With what this run has bought already, it would cost more than was allowed.
    case overLimit(CostSum, asked: Int, most: Int)
    /// It would cost more than is left of a budget; `frees` says when there is more again.
    case overBudget(CostSum, asked: Int, limit: Budget.Limit, frees: Date?)
    /// A record of unknown price is booked on a budget, which cannot be held then.
    case bookedWithoutPrice(name: String, limit: Budget.Limit)
    /// A job of this run was charged more than it was quoted, so that the rest cannot be trusted to cost what was shown.
    case chargedAboveQuote(job: String, quoted: Int, charged: Int)
    /// A comparable job was charged more since the price was shown.
    case priceHasRisen(job: String, charged: Int, quoted: Int, now: Int)
    /// The charge of the first job of its kind is not known yet, so that the next cannot be held against a limit.
    case chargeUnknown(job: String, waited: Duration)
    /// Its price is not known, and a limit was set, as it is named here.
    case priceUnknown(model: String, limit: String)
    /// The job was submitted to another server than the one that would be asked.
    case otherServer(name: String, server: String)
    /// The provider's list of jobs went on and on; what stands on its first pages was taken.
    case endlessList(pages: Int)
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
        case .keyTooOld, .beingSent, .otherServer, .unknownJob: true
        default: isOfTheMoney
        }
    }

    /// Whether a limit, or a price that is not as it was shown, keeps requests from being sent.
    package var isOfTheMoney: Bool {
        switch self {
        case .tooExpensive, .overLimit, .overBudget, .bookedWithoutPrice, .chargedAboveQuote, .priceHasRisen,
            .priceUnknown:
            true
        default: false
        }
    }

    /// Whether nothing more is to be submitted by the run that met it.
    var stopsSubmits: Bool { if case .chargeUnknown = self { true } else { isOfTheMoney } }

    /// A charge above its quote, by its record.
    package init(chargedAboveQuote cost: JobCost) {
        self = .chargedAboveQuote(job: cost.jobId ?? cost.key, quoted: cost.quoted, charged: cost.charged ?? 0)
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
        case .tooExpensive(let quote, let most, let unanswered, let lines):
            "it costs \(quote), and --max-credits allows \(most); nothing was sent"
                + (unanswered > 0 ? "; \(Self.unansweredText(unanswered, lines))" : "")
        case .overLimit(let sum, let asked, let most):
            "\(asked) credits more would pass --max-credits \(most): \(sum); it was not sent"
        case .overBudget(let sum, let asked, let limit, let frees):
            "\(asked) credits more would pass the budget of \(limit): \(sum); it was not sent; "
                + (frees.map { "there is more again from \(UTCText.of($0))" } ?? "raise the budget to go on")
        case .bookedWithoutPrice(let name, let limit):
            "no price is known of \(name), so the budget of \(limit) cannot be held; nothing was sent. Ask what it "
                + "cost with 'dailies job \(name)', or leave it out of the sum with: dailies job forget \(name)"
        case .chargedAboveQuote(let job, let quoted, let charged):
            "job \(job) was charged \(charged) credits and quoted \(quoted), which is \(charged - quoted) more: "
                + "nothing more is sent; given again, the command quotes what was charged"
        case .priceHasRisen(let job, let charged, let quoted, let now):
            "job \(job) was charged \(charged) credits, by which this request costs \(now) and not \(quoted), as it "
                + "was quoted; it was not sent; given again, the command quotes what was charged"
        case .chargeUnknown(let job, let waited):
            "what job \(job) costs is not known after \(Int(waited / .seconds(1))) s, and under a limit the next is not "
                + "sent before; go on with the same command"
        case .priceUnknown(let model, let limit):
            "no price is known for this request to \(model), so it cannot be held against \(limit); nothing was sent"
        case .otherServer(let name, let server):
            "\(name) was sent to \(server): set APIFRAME_BASE_URL to it"
        case .endlessList(let pages):
            "the provider's list of jobs does not end after \(pages) pages; what they hold was looked at"
        case .unknownJob(let name): "'\(name)' is no job id, and there is no such request on record"
        }
    }
}

extension GenerationError {
    /// "1740 credits of it are for lines 1, 2 and 3, which were sent before and never answered: they may …".
    static func unansweredText(_ credits: Int, _ lines: [Int]) -> String {
        let shown = lines.prefix(20).map { "\($0)" }.joined(separator: ", ")
        let more = lines.count > 20 ? " and \(lines.count - 20) more" : ""
        let what =
            lines.isEmpty ? "a request" : lines.count == 1 ? "line \(shown)" : "lines \(shown)\(more)"
        return "\(credits) credits of it are for \(what), sent before and never answered: they may be paid for "
            + "already, and count until 'dailies job recover' or a repeat says so"
    }
}

extension CostSum: CustomStringConvertible {
    /// "1290 are charged and 258 in flight, 129 of which never answered".
    package var description: String {
        "\(charged) are charged and \(inFlight) in flight"
            + (unanswered > 0 ? ", \(unanswered) of them unanswered" : "")
    }
}

extension Budget.Limit: CustomStringConvertible {
    /// "2000 credits a day", "5000 credits for the group 'winter'".
    package var description: String {
        switch period {
        case .day: "\(credits) credits a day"
        case .month: "\(credits) credits a month"
        case .group(let name): "\(credits) credits for the group '\(name.prefix(80))'"
        }
    }
}
