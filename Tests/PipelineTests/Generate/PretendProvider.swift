internal import Foundation
internal import JSON
internal import Pipeline
internal import Synchronization

/// A provider that keeps keys and bills as Apiframe does, and loses answers where it is told to.
final class PretendProvider: Provider {
    struct Failure: ProviderFailure, Equatable {
        var isWithoutEffect = false
        var isPassing = false
        var concernsTheAccount = false
    }

    /// What the next submit does.
    enum Submit {
        case taken
        /// The job is made, and the answer lost.
        case takenAndLost
        case refused(Failure)
    }

    struct State {
        var submits: [Submit] = []
        var byKey: [String: (body: JSONValue, job: String)] = [:]
        var calls: [(key: String, body: JSONValue)] = []
        /// The answers to the next questions; the last is given for ever.
        var answers: [Swift.Result<ProviderJob.State, Failure>] = [.success(.completed)]
        var questions = 0
        /// What a job costs, told with every answer; `nil` for never.
        var credits: Int? = 290
        /// Whether the list of completed jobs leads on for ever.
        var isEndless = false
        var pages = 0
        /// Looks at the world at the moment of the submit.
        var onSubmit: (@Sendable () -> Void)?
    }

    let state = Mutex(State())
    let name = "pretend"
    let server = "https://pretend.example.com"
    let keyLife: Duration = .seconds(24 * 3600)

    /// How many jobs were made, and paid for.
    var bills: Int { state.withLock { $0.byKey.count } }

    func plan(_ submits: Submit...) { state.withLock { $0.submits = submits } }
    func answer(_ answers: Swift.Result<ProviderJob.State, Failure>...) { state.withLock { $0.answers = answers } }

    func submit(_ body: JSONValue, key: String) async throws -> ProviderJob {
        state.withLock { $0.onSubmit }?()
        return try state.withLock { state in
            state.calls.append((key, body))
            let next = state.submits.isEmpty ? .taken : state.submits.removeFirst()
            if case .refused(let failure) = next { throw failure }
            let job = state.byKey[key]?.job ?? "job-\(state.byKey.count + 1)"
            state.byKey[key] = (body, job)
            if case .takenAndLost = next { throw Failure(isPassing: true) }
            return Self.job(job, .running, state.credits)
        }
    }

    func job(_ id: String) async throws -> ProviderJob {
        try state.withLock { state in
            state.questions += 1
            let answer = state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
            return Self.job(id, try answer.get(), state.credits)
        }
    }

    func completedJobs(after cursor: String?) async throws -> (jobs: [ProviderJob], next: String?) {
        state.withLock { state in
            state.pages += 1
            return ([], state.isEndless ? "\(state.pages)" : nil)
        }
    }

    private static func job(_ id: String, _ state: ProviderJob.State, _ credits: Int?) -> ProviderJob {
        ProviderJob(
            id: id, state: state, word: "\(state)",
            urls: state == .completed ? ["https://cdn.example.com/a.mp4"] : [],
            reason: state == .failed ? "too dark" : nil, credits: credits)
    }
}
