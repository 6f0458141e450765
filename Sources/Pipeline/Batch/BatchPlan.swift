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
    }

    /// The requests that are to be sent for the first time: those that cost.
    package var unsent: [GenerationRequest] { entries.filter { $0.known == nil }.map(\.request) }

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
}
