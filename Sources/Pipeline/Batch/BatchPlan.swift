package import Apiframe
internal import Foundation
internal import JSON
package import Library

/// What is to be done for each line of a batch, by what is on record of it.
package struct BatchPlan: Sendable {
    package let entries: [Entry]

    /// A line, and its ticket.
    package struct Entry: Sendable {
        package let line: Int
        package let request: GenerationRequest
        /// Names the ticket, and is the idempotency key.
        package let key: String
        /// What is on record; `nil` for a line that was never sent.
        package let known: JobTicket?
        /// Whether it is going to be sent, for the first time or again.
        package var isToBeSent: Bool { known?.jobId == nil }
    }

    /// The requests that are to be sent: those that cost. One that is on record without an answer is among them, since
    /// nobody knows whether it was taken, and its repeat may buy it.
    package var unsent: [GenerationRequest] { entries.filter(\.isToBeSent).map(\.request) }

    /// Those of ``unsent`` that were sent before, and never answered.
    package var unanswered: [Entry] { entries.filter { $0.isToBeSent && $0.known != nil } }

    /// Plans a batch. A line's key comes of what it asks for and of how often that came before in the file, so that
    /// lines may be added, moved and mended between two runs, and none is bought twice. Another `round` buys anew.
    package init(_ batch: BatchFile, _ desk: JobDesk, round: Int) throws {
        var seen: [String: Int] = [:]
        entries = try batch.lines.map { line in
            // Where the API reports to changes nothing of what is bought.
            var asked = line.request
            (asked.webhookUrl, asked.webhookEvents) = (nil, [])
            let text = String(decoding: try CanonicalJSON.encode(asked.json), as: UTF8.self)
            let occurrence = seen[text, default: 0]
            seen[text] = occurrence + 1
            let parts = [desk.provider.name, desk.provider.server, text, "\(occurrence)", "\(round)"]
            let key = "b-" + SHA256Hex(of: parts.joined(separator: "\u{0}")).text.prefix(40)
            return Entry(line: line.number, request: line.request, key: key, known: try desk.ledger.ticket(key))
        }
    }

    /// Throws when what is to be sent costs more than `most`, or cannot be held against it; says what of it is unanswered.
    package func require(atMost most: Int, _ pricing: Pricing) throws(GenerationError) {
        let quote = Quote(unsent, pricing)
        do {
            try quote.require(atMost: most, of: unsent)
        } catch GenerationError.tooExpensive {
            throw .tooExpensive(
                quote, most: most, unanswered: Quote(unanswered.map(\.request), pricing).credits,
                lines: unanswered.map(\.line))
        }
    }
}
