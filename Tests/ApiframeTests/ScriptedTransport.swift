internal import Apiframe
internal import Foundation
internal import Synchronization

/// Answers calls from a list, and remembers them; the last answer is given for ever.
final class ScriptedTransport: APITransport {
    /// Nobody answers.
    struct Silence: Error, CustomStringConvertible { let description = "Connection refused" }

    private struct State {
        var answers: [APIAnswer?]
        var calls: [APICall] = []
    }

    private let state: Mutex<State>

    /// `nil` is no answer.
    init(_ answers: [APIAnswer?]) { state = Mutex(State(answers: answers)) }

    var calls: [APICall] { state.withLock { $0.calls } }

    func send(_ call: APICall) async throws -> APIAnswer {
        let answer = state.withLock { state in
            state.calls.append(call)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
        guard let answer else { throw Silence() }
        return answer
    }
}

extension APIAnswer {
    /// An answer with a body of JSON.
    static func json(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> APIAnswer {
        APIAnswer(status: status, headers: headers, body: Data(body.utf8))
    }
}
