package import Library

/// What became of a line of a batch.
package struct BatchOutcome: Sendable, Encodable {
    package enum State: String, Sendable, Encodable {
        /// Its clip is in the library, processed by this run.
        case stored
        /// Its clip was in the library before.
        case alreadyStored
        /// It is submitted, and nobody waited for it.
        case submitted
        /// The provider gave up, or something else went wrong; the error says what.
        case failed
        /// It was sent by an earlier run, and no answer is known.
        case unanswered
        /// It was not sent.
        case notSubmitted
    }

    package let line: Int
    package let key: String
    package var state: State
    package var job: String?
    package var expectedCredits: Int?
    package var chargedCredits: Int?
    package var clips: [String] = []
    package var verdict: Sidecar.Verdict?
    package var error: String?

    init(_ entry: BatchPlan.Entry, _ ticket: JobTicket? = nil, state: State, error: (any Error)? = nil) {
        line = entry.line
        key = entry.key
        self.state = state
        let ticket = ticket ?? entry.known
        job = ticket?.jobId
        expectedCredits = ticket?.expectedCredits
        chargedCredits = ticket?.chargedCredits
        clips = ticket?.clips ?? []
        // That a signal came says itself.
        self.error = error is StopFlag.Stopped ? nil : error.map { "\($0)" }
    }
}
